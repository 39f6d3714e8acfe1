import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { checkUrl, isPublicAddress } from './public-address.ts';
import { createPublicClient } from './public-client.ts';
import type { PublicClientOptions } from './public-client.ts';

const LIMITS = { maxBytes: 10_000, timeoutMs: 3_000, maxRedirects: 2 };
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

/** A real server of this machine. Answers `host:port`. */
async function serve(answer: RequestListener, host = '127.0.0.1'): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, host, listening));
  return `${host}:${(server.address() as AddressInfo).port}`;
}

/** A resolver that answers these addresses, one list after the other. */
function resolver(...answers: readonly (readonly string[])[]): NonNullable<PublicClientOptions['resolve']> {
  let asked = 0;
  const lookUp = (_host: string, _options: unknown, done: (error: null, found: unknown) => void) => {
    const found = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    done(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return lookUp as unknown as NonNullable<PublicClientOptions['resolve']>;
}

test.each([
  '::127.0.0.1',
  '::a9fe:a9fe',
  '4000::1',
  '127.0.0.1',
  '127.9.9.9',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '198.18.0.1',
  '192.0.2.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::1',
  'fc00::1',
  'fd12:3456::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:db8::1',
  'not an address',
  '',
])('%s is no public address', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['8.8.8.8', '93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:8.8.8.8'])(
  '%s is a public address',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  'http://127.0.0.1/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://169.254.169.254/latest/meta-data/',
  'http://①②⑦.0.0.1/',
  'http://10.1.2.3:8080/',
  'ftp://example.com/list.csv',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'gopher://example.com/',
  'https://user:secret@example.com/',
  'http://example.com:22/',
  'http://example.com:25/',
  'no address',
  '',
  `https://example.com/${'x'.repeat(2_000)}`,
])('%s is refused before anybody is asked', (address) => {
  expect(() => checkUrl(address, undefined, new Set())).toThrow(expect.objectContaining({ type: 'FetchRefused' }));
});

test('a name is judged by what it means, all of it', async () => {
  const asked: string[] = [];
  const target = await serve((request, response) => {
    asked.push(request.url ?? '');
    response.end('secret');
  });
  const port = target.split(':')[1];
  for (const answers of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['::1'], ['169.254.169.254'], []]) {
    const client = createPublicClient({ resolve: resolver(answers) });
    await expect(client.get(`http://shop.example:${port}/`, LIMITS)).rejects.toMatchObject({ type: 'FetchRefused' });
  }
  expect(asked).toEqual([]);
});

test('a name that means something else the second time gains nothing', async () => {
  const asked: string[] = [];
  const inside = await serve((_request, response) => {
    asked.push('inside');
    response.end('secret');
  });
  const port = inside.split(':')[1];
  // The first answer is what is judged and what is connected to: a public address where nobody answers in time.
  const client = createPublicClient({ resolve: resolver(['192.88.99.1'], ['127.0.0.1']) });
  await expect(client.get(`http://rebind.example:${port}/`, { ...LIMITS, timeoutMs: 300 })).rejects.toMatchObject({
    type: expect.stringMatching(/^Fetch/),
  });
  expect(asked).toEqual([]);
});

test.each([
  ['to this machine', (own: string) => `http://${own}/inside`],
  ['to this machine by another spelling', (own: string) => `http://2130706433:${own.split(':')[1]}/inside`],
  ['to the metadata of a cloud', () => 'http://169.254.169.254/latest/'],
  ['to another scheme', () => 'file:///etc/passwd'],
  ['for ever', (_own: string, here: string) => `http://${here}/again`],
])('a redirect %s is refused', async (_what, location) => {
  const asked: string[] = [];
  const inside = await serve((_request, response) => {
    asked.push('inside');
    response.end('secret');
  });
  const outside = await serve((request, response) => {
    response.writeHead(302, { location: location(inside, request.headers.host ?? '') }).end();
  });
  const client = createPublicClient({ allowed: new Set([outside]) });
  await expect(client.get(`http://${outside}/`, LIMITS)).rejects.toMatchObject({ type: 'FetchRefused' });
  expect(asked).toEqual([]);
});

describe('of an allowed server', () => {
  const get = async (answer: RequestListener, limits = LIMITS, etag?: string) => {
    const target = await serve(answer);
    const client = createPublicClient({ allowed: new Set([target]) });
    return client.get(`http://${target}/list.csv`, limits, etag === undefined ? {} : { etag });
  };

  test('the document comes with its type and mark, after a redirect as well', async () => {
    const fetched = await get((request, response) => {
      if (request.url === '/list.csv') response.writeHead(301, { location: '/moved.csv' }).end();
      else response.writeHead(200, { 'content-type': 'text/csv', etag: '"v1"' }).end('name\nTea');
    });
    expect(fetched).toEqual({ bytes: Buffer.from('name\nTea'), contentType: 'text/csv', etag: '"v1"' });
  });

  test('what has not changed is not sent again', async () => {
    const answer: RequestListener = (request, response) => {
      response.writeHead(request.headers['if-none-match'] === '"v1"' ? 304 : 200).end();
    };
    expect(await get(answer, LIMITS, '"v1"')).toBe('unchanged');
  });

  test.each<readonly [string, string, RequestListener]>([
    ['more than is taken, announced', 'FetchRefused', (_request, response) => void response.end('x'.repeat(20_000))],
    [
      'more than is taken, without end',
      'FetchRefused',
      (_request, response) => {
        const timer = setInterval(() => response.write('x'.repeat(4_000)), 1);
        response.on('close', () => clearInterval(timer));
      },
    ],
    [
      'a packed answer',
      'FetchRefused',
      (_request, response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1_000_000))),
    ],
    ['404', 'FetchRefused', (_request, response) => void response.writeHead(404).end()],
    ['500', 'FetchUnavailable', (_request, response) => void response.writeHead(500).end()],
    ['429', 'FetchUnavailable', (_request, response) => void response.writeHead(429).end()],
    ['a redirect to nowhere', 'FetchRefused', (_request, response) => void response.writeHead(302).end()],
    ['a cut answer', 'FetchUnavailable', (request) => void request.socket.destroy()],
    [
      'an answer cut in the middle',
      'FetchUnavailable',
      (request, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('begin');
        setTimeout(() => request.socket.destroy(), 20);
      },
    ],
  ])('%s is %s', async (_what, type, answer) => {
    await expect(get(answer)).rejects.toMatchObject({ type });
  });

  test('silence ends in time, before and amid the answer', async () => {
    const limits = { ...LIMITS, timeoutMs: 300 };
    await expect(get(() => undefined, limits)).rejects.toMatchObject({ type: 'FetchUnavailable' });
    const drip: RequestListener = (_request, response) => {
      const timer = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(timer));
    };
    await expect(get(drip, limits)).rejects.toMatchObject({ type: 'FetchUnavailable' });
  });
});
