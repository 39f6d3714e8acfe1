import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { createApp } from '#api/app.ts';
import { createFakeApiDeps } from '#tests/fakes/api-deps.ts';

const SCRIPT = `console.log(${JSON.stringify('x'.repeat(500))})`;

describe('the dashboard over HTTP', () => {
  let folder: string;
  let http: ReturnType<typeof request>;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'colloquy-served-'));
    mkdirSync(join(folder, 'assets'));
    mkdirSync(join(folder, '.vite'));
    writeFileSync(join(folder, 'assets', 'main-abc.js'), SCRIPT);
    writeFileSync(join(folder, 'assets', 'main-abc.js.gz'), gzipSync(SCRIPT));
    writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    writeFileSync(join(folder, 'secret.env'), 'KEY=1');
    writeFileSync(join(folder, '.vite', 'manifest.json'), '{}');
    const page = (nonce: string) => `<!doctype html><meta property="csp-nonce" nonce="${nonce}">`;
    http = request(createApp(createFakeApiDeps({ dashboard: async () => ({ folder, page }) }).deps));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const asBrowser = (path: string) => http.get(path).set('accept', 'text/html,application/xhtml+xml,*/*;q=0.8');

  test.each(['/', '/inbox', '/inbox/0199f0a0-0000-7000-8000-000000000001', '/orders?status=pending'])(
    'answers %s with the one page, never to be kept, under a policy of its own',
    async (path) => {
      const { status, text, headers } = await asBrowser(path);
      expect(status).toBe(200);
      const nonce = /nonce="([^"]+)"/.exec(text)?.[1];
      expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(headers['content-security-policy']).not.toMatch(/unsafe|\*/);
      expect(headers['cache-control']).toBe('no-store');
    },
  );

  test('gives each answer a nonce of its own', async () => {
    const [one, other] = [await asBrowser('/'), await asBrowser('/')];
    expect(one.text).not.toBe(other.text);
  });

  test('lets hashed files be kept for ever, and sends them small', async () => {
    const { status, headers, text } = await http.get('/assets/main-abc.js').set('accept-encoding', 'gzip');
    expect([status, headers['content-encoding'], text]).toEqual([200, 'gzip', SCRIPT]);
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['vary']).toContain('Accept-Encoding');
    const plain = await http.get('/assets/main-abc.js').set('accept-encoding', 'identity');
    expect([plain.headers['content-encoding'], plain.text]).toEqual([undefined, SCRIPT]);
    expect((await http.get('/favicon.svg')).headers['cache-control']).toBe('no-cache');
  });

  test.each([
    '/v1/nothing',
    '/webhooks/nothing',
    '/assets/gone-123.js',
    '/assets/../secret.env',
    '/assets/%2e%2e/secret.env',
    '/secret.env',
    '/.vite/manifest.json',
    '/docs/nothing',
  ])('answers %s as the API does', async (path) => {
    const { status, headers } = await asBrowser(path);
    expect([status, headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });

  test('is no answer to a program, nor to a change', async () => {
    expect((await http.get('/inbox').set('accept', 'application/json')).status).toBe(404);
    expect((await http.post('/inbox').set('accept', 'text/html')).status).toBe(404);
  });
});
