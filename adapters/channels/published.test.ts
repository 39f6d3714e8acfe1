import { createHash, createHmac } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ChannelCredentials, WebhookRequest } from '#domain/channel-port.ts';
import { ChannelRefused } from '#domain/errors.ts';
import { NO_PROVIDERS } from '#tests/fakes/no-providers.ts';
import { conclusionsOf } from '#tests/support/conclusion.ts';
import type { Conclusion } from '#tests/support/conclusion.ts';
import { graphError } from './meta/graph-errors.ts';
import { createChannelRegistry } from './registry.ts';

/* Every published payload leads to the conclusion that its index states. */

const FOLDER = join(import.meta.dirname, '..', '..', 'tests', 'fixtures', 'channels');
const receivedAt = new Date('2026-11-21T10:00:00.123Z');
const channels = createChannelRegistry(NO_PROVIDERS);

const items = z.array(z.record(z.string(), z.unknown()));
const fixture = z.object({
  file: z.string(),
  channel: z.string(),
  format: z.string(),
  sha256: z.string(),
  expect: z.object({ items }),
  headers: z.record(z.string(), z.string()).optional(),
  secret: z.record(z.string(), z.string()).optional(),
  url: z.string().optional(),
});
const index = z.object({ fixtures: z.array(fixture) }).parse(JSON.parse(bytesOf('index.json').toString()));

const MODULES: Readonly<Record<string, string>> = {
  whatsapp_cloud: 'whatsapp',
  messenger: 'messenger',
  facebook_comments: 'messenger',
  instagram: 'instagram',
  instagram_comments: 'instagram',
  meta: 'messenger',
  telegram: 'telegram',
  twilio: 'twilio',
  twilio_whatsapp: 'twilio',
};

function bytesOf(file: string): Buffer {
  return readFileSync(join(FOLDER, file));
}

function fixtureOf(file: string) {
  const found = index.fixtures.find((one) => one.file === file);
  if (found === undefined) throw new Error(`${file} is not in the index`);
  return found;
}

function webhookOf(channel: string) {
  const webhook = channels.find(MODULES[channel] ?? '')?.webhook;
  if (webhook === undefined) throw new Error(`no channel for ${channel}`);
  return webhook;
}

function requestOf(rawBody: Uint8Array, headers: Readonly<Record<string, string>> = {}, url = 'https://a.example/x') {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const query = Object.fromEntries(new URL(url).searchParams);
  return { method: 'POST', url, query, headers: lower, rawBody } satisfies WebhookRequest;
}

function read(channel: string, rawBody: Uint8Array): Conclusion[] {
  const parsed = webhookOf(channel).parse(requestOf(rawBody), { credentials: {}, receivedAt });
  return conclusionsOf(parsed).map((item) =>
    item['timestamp'] === receivedAt.toISOString() ? { ...item, timestamp: null } : item,
  );
}

/** Said in the index for systems that keep them; ours says the same elsewhere or has no use for it. */
const ELSEWHERE = new Set([
  'field',
  'updateId',
  'chatType',
  'command',
  'mustNotAnswer',
  'systemType',
  'newBsuid',
  'action',
  'ref',
]);
/** Of what is no message only the gist is kept. */
const OF_MESSAGES = new Set(['senderName', 'mediaType', 'providerMessageId', 'senderBsuid']);
const GIST_ONLY = new Set(['edit', 'delete', 'reaction', 'referral', 'optin', 'system', 'account_event', 'status']);

/** Looks at one conclusion field by field; null in the index means null or absent. */
function expectConclusion(got: Conclusion, wanted: Readonly<Record<string, unknown>>): void {
  const kind = String(wanted['kind']);
  const inOurWords = translated(wanted, kind);
  for (const [name, value] of Object.entries(inOurWords)) {
    if (ELSEWHERE.has(name) || (GIST_ONLY.has(kind) && OF_MESSAGES.has(name))) continue;
    // Null and absent are the same to the index.
    expect({ [name]: got[name] ?? null }).toMatchObject({ [name]: value });
  }
}

function translated(wanted: Readonly<Record<string, unknown>>, kind: string): Record<string, unknown> {
  const { location, choice, contact, chatId, targetMessageIds, ...rest } = wanted;
  const { latitude, longitude } = (location ?? {}) as { latitude?: number; longitude?: number };
  const { id, title } = (choice ?? {}) as { id?: string; title?: string };
  const { phone_number: phone } = (contact ?? {}) as { phone_number?: string };
  const own = {
    ...rest,
    ...(location !== undefined && { location: { latitude, longitude } }),
    ...(choice !== undefined && { choice: { id, ...(title !== undefined && { title }) } }),
    ...(contact !== undefined && { contact: { phone_number: phone } }),
    ...(chatId !== undefined && { senderId: chatId }),
  };
  if (kind === 'ignored') return { kind, reason: String(wanted['reason']).replaceAll(' ', '_') };
  if (kind === 'system') return { ...own, text: null };
  // The person of an echo is its recipient; published by others with the two the wrong way round.
  if (kind === 'echo') {
    const { senderId: _sender, recipientId: _recipient, ...said } = own as Record<string, unknown>;
    return said;
  }
  if (kind !== 'status') return { ...own, ...(GIST_ONLY.has(kind) && { recipientId: null }) };
  const messageIds = targetMessageIds ?? [wanted['targetMessageId'] ?? wanted['providerMessageId']];
  const status = wanted['status'] === 'played' ? 'read' : wanted['status'];
  const { recipientId, targetMessageId: _named, timestamp, ...receipt } = own as Record<string, unknown>;
  const person = wanted['senderId'] ?? recipientId;
  // Where it has none, the time of the whole delivery stands in.
  return { ...receipt, ...(timestamp !== null && { timestamp }), status, messageIds, senderId: person };
}

const NO_DELIVERY = new Set(['signature_vector', 'verification', 'api_error', 'postback']);
const deliveries = index.fixtures.filter(
  (one) => one.format !== 'doc-shape' && one.expect.items.every(({ kind }) => !NO_DELIVERY.has(String(kind))),
);

test('the folder holds what the index names, byte by byte', () => {
  const files = readdirSync(FOLDER).filter((file) => !['index.json', 'README.md'].includes(file));
  expect(index.fixtures.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
  for (const { file, sha256 } of index.fixtures) {
    expect([file, createHash('sha256').update(bytesOf(file)).digest('hex')]).toEqual([file, sha256]);
  }
  expect(deliveries.length).toBeGreaterThan(45);
});

test.each(deliveries.map((one) => [one.file, one] as const))('%s', (_file, { file, channel, expect: wanted }) => {
  const got = read(channel, bytesOf(file));
  expect(got.map(({ kind }) => kind)).toEqual(wanted.items.map(({ kind }) => kind));
  for (const [nth, item] of wanted.items.entries()) expectConclusion(got[nth] ?? {}, item);
});

test('the echo names the customer, whichever way round it was published', () => {
  const [echo] = webhookOf('whatsapp_cloud').parse(requestOf(bytesOf('whatsapp-app-echo-edit.json')), {
    credentials: {},
    receivedAt,
  }).events;
  expect(echo).toMatchObject({ person: { key: 'US.13491208655302741918', aliases: ['972987654321'] } });
  const [onPage] = webhookOf('messenger').parse(requestOf(bytesOf('messenger-echo.json')), {
    credentials: {},
    receivedAt,
  }).events;
  expect(onPage).toMatchObject({ person: { key: '1244813222196986' }, recipient: '1244813222196986' });
});

test('facebook-comment-add.json by a stranger is a comment to answer', () => {
  const text = bytesOf('facebook-comment-add.json').toString();
  const changed = text.replace(/("from":\s*\{\s*"id":\s*")\d+/, '$18423678347823');
  expect(changed).not.toBe(text);
  const [got, ...more] = read('facebook_comments', Buffer.from(changed));
  expect(more).toEqual([]);
  expectConclusion(got ?? {}, { kind: 'comment', own: false, senderId: '8423678347823', text: 'and the next one' });
});

test('instagram-comment-business-login: field and value may stand in the entry itself', () => {
  const value = { id: '1', from: { id: '2', username: 'u' }, text: 'how much?', media: { id: '3' } };
  const body = { object: 'instagram', entry: [{ id: '17841', time: 1519399307, field: 'comments', value }] };
  const [got] = read('instagram_comments', Buffer.from(JSON.stringify(body)));
  const wanted = { kind: 'comment', accountId: '17841', senderId: '2', text: 'how much?', providerMessageId: '1' };
  expectConclusion(got ?? {}, wanted);
});

test('telegram-callback-query-inline.json: nobody to answer, but the spinner', () => {
  const file = bytesOf('telegram-callback-query-inline.json');
  const parsed = webhookOf('telegram').parse(requestOf(file), { credentials: {}, receivedAt });
  expect(parsed.messages).toEqual([]);
  expect(parsed.answer?.body).toContain('answerCallbackQuery');
});

test('meta-error-190.json: the channel needs a new token, nothing is sent again', () => {
  const json = JSON.parse(bytesOf('meta-error-190.json').toString()) as Record<string, unknown>;
  const error = graphError({ status: 400, headers: new Headers(), json });
  expect(error).toBeInstanceOf(ChannelRefused);
  expect(error).toMatchObject({ reason: 'auth', isRetryable: false });
});

test('meta-webhook-verify.query: the bare challenge for the right token, nothing for any other', () => {
  const url = `https://a.example/x?${bytesOf('meta-webhook-verify.query').toString().trim()}`;
  const request = { ...requestOf(new Uint8Array(), {}, url), method: 'GET' as const };
  const ask = (credentials: ChannelCredentials, query = request.query) =>
    webhookOf('meta').challenge?.({ ...request, query }, credentials);
  expect(ask({ verify_token: 'meatyhamhock' })).toEqual({ status: 200, contentType: 'text/plain', body: '1158201444' });
  expect(ask({ verify_token: 'other' })).toBeUndefined();
  expect(ask({ verify_token: '' }, { ...request.query, 'hub.verify_token': '' })).toBeUndefined();
  expect(ask({ verify_token: 'meatyhamhock' }, { ...request.query, 'hub.mode': 'x' })).toBeUndefined();
  expect(ask({ verify_token: 'meatyhamhock' }, { ...request.query, 'hub.challenge': '<b>' })).toBeUndefined();
});

describe('proofs of origin', () => {
  const signed = fixtureOf('whatsapp-text-signed.json');
  const app = { app_secret: signed.secret?.['appSecret'] ?? '' };
  const header = signed.headers?.['X-Hub-Signature-256'] ?? '';
  const body = bytesOf('whatsapp-text-signed.json');
  const verify = (rawBody: Uint8Array, value: string | undefined, credentials: ChannelCredentials = app) =>
    webhookOf('whatsapp_cloud').verify(
      requestOf(rawBody, value === undefined ? {} : { 'X-Hub-Signature-256': value }),
      credentials,
    ).ok;

  test('Meta’s real signature is accepted, of the real bytes only', () => {
    expect(verify(body, header)).toBe(true);
    expect(verify(Buffer.concat([body, Buffer.from('\n')]), header)).toBe(false);
    expect(verify(Buffer.from(JSON.stringify(JSON.parse(body.toString()), undefined, 1)), header)).toBe(false);
    expect(verify(Buffer.from(body.toString().replace('Hey', 'hey')), header)).toBe(false);
  });

  test.each([
    ['no header', undefined],
    ['an empty one', ''],
    ['an upper-case prefix', header.replace('sha256', 'SHA256')],
    ['upper-case digits', header.replace(/[a-f]/g, (digit) => digit.toUpperCase())],
    ['no prefix', header.slice(7)],
    ['two at once', `${header}, ${header}`],
    ['zeros', `sha256=${'0'.repeat(64)}`],
    ['the older SHA-1', `sha1=${createHmac('sha1', app.app_secret).update(body).digest('hex')}`],
  ])('Meta: %s is refused', (_name, value) => {
    expect(verify(body, value)).toBe(false);
  });

  test('Meta: no secret accepts nobody, the one before a change still counts', () => {
    const empty = `sha256=${createHmac('sha256', '').update(body).digest('hex')}`;
    expect(verify(body, empty, {})).toBe(false);
    expect(verify(body, empty, { app_secret: '' })).toBe(false);
    expect(verify(body, header, { app_secret: 'new-secret', app_secret_previous: app.app_secret })).toBe(true);
    expect(verify(body, empty, { app_secret: 'new-secret', app_secret_previous: '' })).toBe(false);
  });

  const vector = fixtureOf('twilio-signature-vector.form');
  const form = bytesOf('twilio-signature-vector.form').toString();
  const account = { auth_token: vector.secret?.['authToken'] ?? '' };
  const byTwilio = (
    text: string,
    url = vector.url ?? '',
    headers = vector.headers ?? {},
    credentials: ChannelCredentials = account,
  ) => webhookOf('twilio').verify(requestOf(Buffer.from(text), headers, url), credentials).ok;

  test('Twilio’s worked example is accepted, in any order, with or without the standard port', () => {
    expect(byTwilio(form)).toBe(true);
    expect(byTwilio(form.split('&').toReversed().join('&'))).toBe(true);
    expect(byTwilio(form, 'https://mycompany.com:443/myapp.php?foo=1&bar=2')).toBe(true);
  });

  test.each([
    ['a changed field', form.replace('Digits=1234', 'Digits=9999'), vector.url],
    ['a field more', `${form}&New=1`, vector.url],
    ['an empty field more', `${form}&New=`, vector.url],
    ['a field less', form.replace('&Digits=1234', ''), vector.url],
    ['another query', form, 'https://mycompany.com/myapp.php?foo=1&bar=3'],
    ['another host', form, 'https://mycompany.org/myapp.php?foo=1&bar=2'],
    ['another scheme', form, 'http://mycompany.com/myapp.php?foo=1&bar=2'],
  ])('Twilio: %s is refused', (_name, text, url) => {
    expect(byTwilio(text, url)).toBe(false);
  });

  test('Twilio: no header, no token: nobody', () => {
    expect(byTwilio(form, vector.url, {})).toBe(false);
    const empty = createHmac('sha1', '').update('').digest('base64');
    expect(byTwilio('', 'https://a.example/', { 'X-Twilio-Signature': empty }, {})).toBe(false);
    expect(byTwilio(form, vector.url, vector.headers, { auth_token: 'new', auth_token_previous: '12345' })).toBe(true);
  });

  test('Twilio: a JSON body counts by its hash in the signed address', () => {
    const json = '{"a":1}';
    const sha = createHash('sha256').update(json).digest('hex');
    const url = `https://a.example/x?bodySHA256=${sha}`;
    const signature = createHmac('sha1', 't').update(url).digest('base64');
    const headers = { 'X-Twilio-Signature': signature, 'Content-Type': 'application/json' };
    expect(byTwilio(json, url, headers, { auth_token: 't' })).toBe(true);
    expect(byTwilio('{"a":2}', url, headers, { auth_token: 't' })).toBe(false);
  });
});
