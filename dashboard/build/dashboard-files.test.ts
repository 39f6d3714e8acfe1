import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { createDashboardFiles } from './dashboard-files.ts';
import { firstLoads } from './first-load.ts';

const MOST_BYTES = 250 * 1024;

describe('the built dashboard', () => {
  test('needs at most 250 KB of gzipped script before any of its pages is there', async () => {
    const { folder } = await createDashboardFiles()();
    const loads = firstLoads(folder);
    expect(loads.map(({ page }) => page)).toContain('pages/inbox/inbox-page.tsx');
    expect(loads.filter(({ bytes }) => bytes > MOST_BYTES)).toEqual([]);
    expect(loads[0]?.bytes).toBeGreaterThan(100_000);
  }, 120_000);

  test('carries the nonce of the answer and nothing that its policy would refuse', async () => {
    const dashboard = await createDashboardFiles()();
    const html = dashboard.page('abc123');
    expect(html).toContain('nonce="abc123"');
    expect(html).not.toContain('__CSP_NONCE__');
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(html).not.toMatch(/\son\w+=|style=/);
  }, 120_000);
});

describe('the count of the first load', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'colloquy-first-load-'));
    mkdirSync(join(folder, '.vite'));
    // Noise: gzip can't make it smaller.
    for (const [name, size] of Object.entries({ 'entry.js': 1_000, 'big.js': 300_000, 'shared.js': 2_000 })) {
      writeFileSync(join(folder, name), randomBytes(size));
    }
    const manifest = {
      'index.html': { file: 'entry.js', isEntry: true, dynamicImports: ['pages/a-page.tsx', 'pages/b-page.tsx'] },
      'pages/a-page.tsx': { file: 'a.js', imports: ['_shared', 'index.html'] },
      'pages/b-page.tsx': { file: 'big.js', imports: ['_shared'] },
      _shared: { file: 'shared.js', imports: ['pages/a-page.tsx'] },
      'pages/b-form.tsx': { file: 'big.js' },
    };
    writeFileSync(join(folder, 'a.js'), '');
    writeFileSync(join(folder, '.vite', 'manifest.json'), JSON.stringify(manifest));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('takes in what a page imports, each file once, and would find a page that is too large', () => {
    const loads = firstLoads(folder);
    expect(loads.map(({ page }) => page)).toEqual(['pages/b-page.tsx', 'pages/a-page.tsx']);
    expect(loads.filter(({ bytes }) => bytes > MOST_BYTES).map(({ page }) => page)).toEqual(['pages/b-page.tsx']);
    expect(loads[1]?.bytes).toBeGreaterThan(3_000);
    expect(loads[1]?.bytes).toBeLessThan(3_200);
  });
});
