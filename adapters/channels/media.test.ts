import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MediaSource } from '#domain/media/media-source.ts';
import type { InboundAttachment } from '#domain/message/inbound.ts';
import { createMediaClient } from '#adapters/http/media-client.ts';
import { startFakeGraph } from '#tests/fakes/graph/graph.ts';
import type { FakeGraph } from '#tests/fakes/graph/graph.ts';
import { SAMPLES } from '#tests/fakes/provider/fake-file.ts';
import type { FakeFile } from '#tests/fakes/provider/fake-file.ts';
import { startFakeTelegram } from '#tests/fakes/telegram.ts';
import type { FakeTelegram } from '#tests/fakes/telegram.ts';
import { startFakeTwilio } from '#tests/fakes/twilio/twilio.ts';
import type { FakeTwilio } from '#tests/fakes/twilio/twilio.ts';
import { createChannelRegistry } from './registry.ts';

const LIMITS = { maxBytes: 100_000, timeoutMs: 1_500 };
const TOKEN = '123456:a-secret-token-of-the-bot';
const WHATSAPP = { kind: 'whatsapp', id: '1065', token: 'wa-token', appId: '77', appSecret: 'wa-secret' } as const;
const TWILIO = { sid: 'AC1', token: 'tw-secret', numbers: ['+15550001111'] };

let graph: FakeGraph;
let twilio: FakeTwilio;
let telegram: FakeTelegram;
let serial = 0;

beforeAll(async () => {
  [graph, twilio, telegram] = [await startFakeGraph(), await startFakeTwilio(), await startFakeTelegram()];
  graph.addAccount(WHATSAPP);
  twilio.addAccount(TWILIO);
});
afterAll(async () => {
  // Those that ask for what is not there are on purpose.
  const wrong = [...graph.problems, ...twilio.problems].filter((problem) => !/99999|nope/.test(problem));
  expect(wrong).toEqual([]);
  await Promise.all([graph.close(), twilio.close(), telegram.close()]);
});

const sourceOf = (name: string): MediaSource => {
  const registry = createChannelRegistry({
    telegramApiRoot: telegram.apiRoot,
    metaGraphUrl: graph.url,
    twilioApiUrl: twilio.url,
  });
  const media = registry.find(name)?.media;
  if (media === undefined) throw new Error(`${name} fetches no files`);
  return media;
};

const CREDENTIALS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  telegram: { bot_token: TOKEN },
  whatsapp: { access_token: WHATSAPP.token, app_secret: WHATSAPP.appSecret, phone_number_id: WHATSAPP.id },
  messenger: { access_token: 'page-token' },
  instagram: { access_token: 'page-token' },
  twilio: { account_sid: TWILIO.sid, auth_token: TWILIO.token },
};

/** Puts a file at the provider's and answers how a message names it. */
function offer(channel: string, file: FakeFile): string {
  const id = `F${(serial += 1)}`;
  if (channel === 'telegram') {
    telegram.addFile(id, file);
    return id;
  }
  if (channel === 'twilio') return twilio.addFile(TWILIO, id, file);
  const address = graph.addFile(id, file);
  return channel === 'whatsapp' ? id : address;
}

async function fetchRef(channel: string, ref: string, given = CREDENTIALS[channel] ?? {}, limits = LIMITS) {
  const attachment: InboundAttachment = { kind: 'image', ref };
  const { content, contentType } = await sourceOf(channel).fetch(given, attachment, limits);
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return { contentType, bytes: Buffer.concat(parts) };
}

const fetchFile = (channel: string, file: FakeFile, limits = LIMITS) =>
  fetchRef(channel, offer(channel, file), undefined, limits);
const jpeg = (fault?: FakeFile['fault']): FakeFile => ({
  contentType: 'image/jpeg',
  bytes: SAMPLES.jpeg,
  ...(fault && { fault }),
});

describe.each(['telegram', 'whatsapp', 'messenger', 'instagram', 'twilio'])('a file sent by %s', (channel) => {
  it('comes as it was sent, with the type the provider names', async () => {
    const { bytes, contentType } = await fetchFile(channel, jpeg());
    expect(bytes.equals(SAMPLES.jpeg)).toBe(true);
    expect(contentType).toBe('image/jpeg');
  });

  it.each([
    ['missing', { type: 'MediaRefused', trouble: 'gone' }],
    ['huge', { type: 'MediaRefused', trouble: 'too_large' }],
    ['endless', { type: 'MediaRefused', trouble: 'too_large' }],
    ['cut', { type: 'MediaUnavailable', isRetryable: true }],
  ] as const)('that is %s is an error that says so', async (fault, expected) => {
    await expect(fetchFile(channel, jpeg(fault))).rejects.toMatchObject(expected);
  });

  it('that stands still ends with the time limit', async () => {
    const begun = performance.now();
    const asked = fetchFile(channel, jpeg('slow'), { ...LIMITS, timeoutMs: 400 });
    await expect(asked).rejects.toMatchObject({ type: 'MediaUnavailable' });
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  it('is named by nothing the provider knows', async () => {
    const unknown = { telegram: 'nope', whatsapp: '99999', twilio: `${twilio.url}/storage/nope` }[channel];
    const asked = fetchRef(channel, unknown ?? `${graph.url}/v25.0/nothing`);
    await expect(asked).rejects.toMatchObject({ type: 'MediaRefused' });
  });
});

describe('secrets', () => {
  it.each([
    ['telegram', { bot_token: 'not a token' }],
    ['telegram', {}],
    ['whatsapp', { ...CREDENTIALS['whatsapp'], access_token: 'expired' }],
    ['whatsapp', {}],
    ['twilio', { account_sid: TWILIO.sid, auth_token: 'rotated' }],
    ['twilio', {}],
  ])('of %s that are wrong or missing refuse the file (%#)', async (channel, credentials) => {
    const asked = fetchRef(channel, offer(channel, jpeg()), credentials as Record<string, string>);
    await expect(asked).rejects.toMatchObject({ type: 'MediaRefused', trouble: 'not_allowed' });
  });

  it('stand in no error: the address of a Telegram file contains the token', async () => {
    const failed = await fetchFile('telegram', jpeg('cut')).catch((error: unknown) => error);
    expect(String(failed)).not.toContain(TOKEN);
    expect(JSON.stringify(failed, Object.getOwnPropertyNames(failed))).not.toContain('a-secret-token');
  });

  it('go to their own host only, not to where it redirects', async () => {
    const seen: (string | undefined)[] = [];
    const other = await listen((request, response) => {
      seen.push(request.headers.authorization);
      response.end('x');
    });
    const own = await listen((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(302, { location: other.url }).end();
    });
    const client = createMediaClient([own.url, other.url]);
    const mayHave = (url: URL) => url.host === new URL(own.url).host;
    const { content } = await client.download(own.url, LIMITS, { authorization: 'Bearer s3cret', mayHave });
    for await (const part of content) expect(part).toHaveLength(1);
    expect(seen).toEqual(['Bearer s3cret', undefined]);
    own.server.close();
    other.server.close();
  });
});

describe('the own network', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data/iam/',
    'http://[::ffff:169.254.169.254]/',
    'http://127.0.0.1:22/',
    'http://10.0.0.8/file.jpg',
    'http://localhost:5432/',
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
  ])('is not fetched from, whoever names it: %s', async (ref) => {
    for (const channel of ['messenger', 'instagram', 'twilio']) {
      await expect(fetchRef(channel, ref)).rejects.toMatchObject({ type: 'MediaRefused', trouble: 'not_allowed' });
    }
  });

  it('is not reached by a redirect of a trusted address either', async () => {
    const own = await listen((_request, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end();
    });
    const asked = createMediaClient([own.url]).download(own.url, LIMITS);
    await expect(asked).rejects.toMatchObject({ type: 'MediaRefused', trouble: 'not_allowed' });
    own.server.close();
  });

  it('has no files that a path of Telegram could lead to', async () => {
    const api = await listen((_request, response) => {
      const result = { file_id: 'x', file_path: '../../bot1:other/getMe' };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, result }));
    });
    const registry = createChannelRegistry({
      telegramApiRoot: api.url,
      metaGraphUrl: graph.url,
      twilioApiUrl: twilio.url,
    });
    const asked = registry.find('telegram')?.media?.fetch({ bot_token: TOKEN }, { kind: 'image', ref: 'x' }, LIMITS);
    await expect(asked).rejects.toMatchObject({ type: 'MediaRefused', trouble: 'gone' });
    api.server.close();
  });
});

async function listen(answer: Parameters<typeof createServer>[1]): Promise<{ readonly server: Server; url: string }> {
  const server = createServer({}, answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
