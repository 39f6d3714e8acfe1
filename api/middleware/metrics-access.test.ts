import request from 'supertest';
import express from 'express';
import { toProblem } from '#api/http/to-problem.ts';
import { metricsAccess } from './metrics-access.ts';

const TOKEN = 'a-token-of-sixteen-letters-or-more';

/** The caller's address is told by a proxy that we know of; without one it is this machine's. */
function ask(settings: { token?: string; proxies?: number }, headers: Record<string, string>) {
  const app = express();
  app.set('trust proxy', settings.proxies ?? 0);
  app.use(metricsAccess({ metricsToken: settings.token, trustedProxies: settings.proxies ?? 0 }));
  app.use((_request, response) => void response.send('figures'));
  app.use((error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    const { document, headers: more } = toProblem(error);
    response.status(document.status).set(more).json(document);
  });
  return request(app).get('/metrics').set(headers);
}

describe('without a token', () => {
  test('this machine may read', async () => {
    const { status, text } = await ask({}, {});
    expect([status, text]).toEqual([200, 'figures']);
  });

  test.each(['x-forwarded-for', 'forwarded', 'x-real-ip'])(
    'what came through an unknown proxy (%s) may not, whatever it says',
    async (header) => {
      const response = await ask({}, { [header]: '127.0.0.1' });
      expect(response.body).toMatchObject({ status: 403, code: 'MetricsRefused' });
    },
  );

  test.each([
    ['127.0.0.1', 200],
    ['10.1.2.3', 200],
    ['172.16.0.9', 200],
    ['172.31.255.255', 200],
    ['192.168.7.7', 200],
    ['::1', 200],
    ['fd12::5', 200],
    ['fe80::1', 200],
    ['::ffff:10.0.0.1', 200],
    ['8.8.8.8', 403],
    ['172.32.0.1', 403],
    ['11.0.0.1', 403],
    ['::ffff:8.8.8.8', 403],
    ['2001:db8::1', 403],
    ['not-an-address', 403],
    // Only the last hop is the proxy's own word; what stands before it is the client's.
    ['10.0.0.1, 8.8.8.8', 403],
  ])('behind our proxy: %s answers %i', async (address, status) => {
    expect((await ask({ proxies: 1 }, { 'x-forwarded-for': address })).status).toBe(status);
  });
});

describe('with a token', () => {
  test.each([
    ['the token', `Bearer ${TOKEN}`, 200],
    ['the token, the scheme in small letters', `bearer ${TOKEN}`, 200],
    ['a wrong one', `Bearer ${TOKEN.slice(0, -1)}x`, 401],
    ['a longer one', `Bearer ${TOKEN}x`, 401],
    ['no token', 'Bearer ', 401],
    ['another scheme', `Basic ${TOKEN}`, 401],
  ])('%s', async (_name, authorization, status) => {
    const response = await ask({ token: TOKEN }, { authorization });
    const challenge = status === 401 ? 'Bearer realm="metrics"' : undefined;
    expect([response.status, response.headers['www-authenticate']]).toEqual([status, challenge]);
  });

  test('nearness is no excuse, and distance no hindrance', async () => {
    expect((await ask({ token: TOKEN }, {})).status).toBe(401);
    const far = { authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '8.8.8.8' };
    expect((await ask({ token: TOKEN, proxies: 1 }, far)).status).toBe(200);
  });
});
