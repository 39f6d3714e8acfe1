import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLES } from '#tests/fakes/provider/fake-file.ts';
import type { FakeFile } from '#tests/fakes/provider/fake-file.ts';
import { fromPerson, messagingDelivery, metaCall } from '#tests/fakes/graph/webhooks.ts';
import { startFakeTranscription } from '#tests/fakes/models/transcription-server.ts';
import type { FakeTranscription } from '#tests/fakes/models/transcription-server.ts';
import { createUpdates } from '#tests/fakes/telegram-updates.ts';
import { mustDeliver, pageRig, startProviders } from '#tests/channels/rigs.ts';
import type { Providers } from '#tests/channels/rigs.ts';
import { startScriptedModel } from '#tests/providers/scripted-model.ts';
import type { ScriptedModel } from '#tests/providers/scripted-model.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { tenantKey } from '#tests/support/tenant-key.ts';

/*
 * Photos, voice notes and files on the whole product: the bakery answers with the offline model, which is blind but reads
 * what was said; the skincare shop with a model that sees.
 */

const BAKERY = 'joannas-bakery';
const GLOW = 'glow';
const TRANSCRIBE_KEY = 'key-of-the-transcriber';

let stack: Stack;
let providers: Providers;
let model: ScriptedModel;
let transcription: FakeTranscription;
const updates = createUpdates(750_000_000);
let files = 0;

beforeAll(async () => {
  [providers, model] = [await startProviders(), await startScriptedModel('openai')];
  transcription = await startFakeTranscription(TRANSCRIBE_KEY);
  stack = await startStack({
    env: {
      ...providers.env,
      OPENAI_API_KEY: 'sk-test-openai',
      OPENAI_BASE_URL: model.server.url,
      TRANSCRIBE_MODEL: 'whisper-1',
      TRANSCRIBE_BASE_URL: transcription.url,
      TRANSCRIBE_API_KEY: TRANSCRIBE_KEY,
    },
    tenant: (tenant) => {
      const quick = quickTenant()(tenant);
      if (quick.profile.slug !== GLOW) return quick;
      return { ...quick, profile: { ...quick.profile, models: [{ provider: 'openai', model: 'gpt-4o-mini' }] } };
    },
  });
}, 120_000);
afterAll(async () => {
  await stack.stop();
  await Promise.all([providers.close(), model.server.close(), transcription.close()]);
});

/** Sends a message with a file by Telegram and waits for the answer to it. */
async function send(
  tenant: string,
  chatId: number,
  file: FakeFile,
  kind: 'photo' | 'voice' | 'document',
  caption?: string,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<string> {
  const customer = await stack.customer(tenant, chatId, 'en');
  const fileId = `file-${(files += 1)}`;
  stack.telegram.addFile(fileId, file);
  const known = { file_id: fileId, mime_type: file.contentType };
  const content = { [kind]: kind === 'photo' ? [{ file_id: 'thumb' }, known] : known, ...(caption && { caption }) };
  const before = stack.telegram.messagesTo(chatId).length;
  expect(await customer.deliver(updates.message(chatId, content, { languageCode: 'en' }))).toBe(200);
  await meanwhile();
  return (await customer.received(before + 1, 40_000)).slice(before).join('\n');
}

interface Row {
  readonly tenant_id: string;
  readonly conversation_id: string;
  readonly id: string;
  readonly text: string;
  readonly heard: string | null;
  readonly attachments: readonly Record<string, unknown>[];
}

async function recorded(recipient: string): Promise<Row> {
  const rows = await stack.sql<Row>(
    `SELECT m.tenant_id, m.conversation_id, m.id, m.text, m.heard, m.attachments FROM messages m
     JOIN conversations c ON c.id = m.conversation_id JOIN contact_identities i ON i.id = c.identity_id
     WHERE i.recipient = $1 AND m.attachments IS NOT NULL ORDER BY m.seq DESC LIMIT 1`,
    [recipient],
  );
  if (rows[0] === undefined) throw new Error(`nothing with a file came from ${recipient}`);
  return rows[0];
}

const PHOTO: FakeFile = { contentType: 'image/jpeg', bytes: SAMPLES.png };
const pathOf = ({ conversation_id: id, id: message }: Row) => `/v1/conversations/${id}/media/${message}/0`;

test('a photo is shown to a model that sees, also in the next turn, and to the shop’s people only', async () => {
  model.expect({ text: 'A lovely red dot.\n<stage>opening</stage>' }, { text: 'Still red.\n<stage>opening</stage>' });
  expect(await send(GLOW, 31, PHOTO, 'photo', 'Which cream suits this?')).toContain('A lovely red dot');
  const parts = [
    { type: 'text', text: '[image]\nWhich cream suits this?' },
    { type: 'image_url', image_url: { url: `data:image/png;base64,${SAMPLES.png.toString('base64')}` } },
  ];
  expect(model.asked[0]?.body['messages']).toContainEqual({ role: 'user', content: parts });
  await (await stack.customer(GLOW, 31, 'en')).ask('And which colour was it?');
  expect(model.asked[1]?.body['messages']).toContainEqual({ role: 'user', content: parts });
  expect(model.server.violations).toEqual([]);

  const row = await recorded('31');
  // What the bytes are, not what Telegram declared.
  expect(row.attachments[0]).toMatchObject({
    kind: 'image',
    stored: { contentType: 'image/png', bytes: SAMPLES.png.length },
  });
  const response = await stack.request(`${pathOf(row)}?tenant=${GLOW}`);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': 'inline; filename=file',
  });
  expect(Buffer.from(await response.arrayBuffer()).equals(SAMPLES.png)).toBe(true);
  const conversation = await stack.request(`/v1/conversations/${row.conversation_id}?tenant=${GLOW}`);
  expect(JSON.stringify(await conversation.json())).toContain(pathOf(row));

  const asked = async (path: string, key: string) =>
    (await stack.request(path, { headers: { 'x-api-key': key } })).status;
  expect(await asked(pathOf(row), await tenantKey(stack, GLOW))).toBe(200);
  expect(await asked(pathOf(row), await tenantKey(stack, BAKERY))).toBe(404);
  expect(await asked(pathOf(row), 'nobody')).toBe(401);
  expect(await asked(`${pathOf(row)}7`, await tenantKey(stack, GLOW))).toBe(404);
}, 90_000);

test('a provider that refuses a picture is asked again without it', async () => {
  model.expect(
    { fault: { kind: 'status', status: 400 } },
    { text: 'I can’t open it, what is on it?\n<stage>opening</stage>' },
  );
  expect(await send(GLOW, 32, PHOTO, 'photo')).toContain('what is on it');
  const shown = model.asked.map(({ body }) => JSON.stringify(body).includes('image_url'));
  expect(shown).toEqual([true, false]);
}, 60_000);

test('a voice note is heard, although the transcriber fails at first, and ordered from', async () => {
  transcription.say("I'll take one birthday cake and 6 butter croissants,\ndelivered to 12 Oak Street please");
  transcription.fail(503, 1);
  const reply = await send(BAKERY, 33, { contentType: 'audio/ogg', bytes: SAMPLES.ogg }, 'voice');
  expect(reply).toMatch(/100\d/);
  const row = await recorded('33');
  expect(row.text).toBe('[voice]');
  expect(row.heard).toBe(
    "[voice] I'll take one birthday cake and 6 butter croissants, delivered to 12 Oak Street please",
  );
  expect(transcription.posted).toMatchObject([{ model: 'whisper-1', fileName: 'voice.ogg', bytes: SAMPLES.ogg }]);
  expect(transcription.problems).toEqual([]);
  const orders = await stack.sql(
    `SELECT o.delivery_address AS to, (SELECT string_agg(i.name || ':' || i.quantity_milli, ',' ORDER BY i.line)
       FROM order_items i WHERE i.order_id = o.id) AS items FROM orders o`,
  );
  expect(orders).toEqual([{ to: '12 Oak Street', items: 'Birthday cake:1000,Butter croissant:6000' }]);
}, 60_000);

test('STOP is obeyed when it is spoken, told once, and nothing follows it', async () => {
  const note = { contentType: 'audio/ogg', bytes: SAMPLES.ogg };
  transcription.say(' Stop.');
  expect(await send(BAKERY, 39, note, 'voice')).toMatch(/not get any more messages.*START/);
  const customer = await stack.customer(BAKERY, 39, 'en');
  const before = stack.telegram.messagesTo(39).length;
  expect(await customer.deliver(updates.text(39, 'hello?', { languageCode: 'en' }))).toBe(200);
  await until('the message', 20_000, async () => {
    const rows = await stack.sql(`SELECT FROM messages WHERE text = 'hello?'`);
    return rows.length === 1;
  });
  const [contact] = await stack.sql<{ out: boolean }>(
    `SELECT p.opted_out_at IS NOT NULL AS out FROM contacts p JOIN contact_identities i ON i.contact_id = p.id WHERE i.recipient = '39'`,
  );
  expect(contact).toEqual({ out: true });
  expect(await customer.deliver(updates.text(39, 'START', { languageCode: 'en' }))).toBe(200);
  const [answer] = (await customer.received(before + 1, 40_000)).slice(before);
  expect(answer).toBeDefined();
  expect(stack.telegram.messagesTo(39)).toHaveLength(before + 1);
}, 90_000);

test('a voice note that only speaks of stopping is talk', async () => {
  transcription.say('Can I stop by the shop tomorrow?');
  const reply = await send(BAKERY, 40, { contentType: 'audio/ogg', bytes: SAMPLES.ogg }, 'voice');
  expect(reply).not.toMatch(/any more messages/);
}, 60_000);

test.each([
  [
    34,
    'a file of 200 MB',
    { contentType: 'application/pdf', bytes: SAMPLES.pdf, fault: 'huge' },
    'document',
    'too_large',
    '[document: too large to open]',
  ],
  [
    35,
    'a page that says it is a picture',
    { contentType: 'image/jpeg', bytes: SAMPLES.html },
    'photo',
    'wrong_type',
    '[image: damaged]',
  ],
  [
    36,
    'a file that is gone',
    { contentType: 'image/jpeg', bytes: SAMPLES.jpeg, fault: 'missing' },
    'photo',
    'gone',
    '[image]',
  ],
] as const)(
  '%i: %s is answered politely and not kept',
  async (chatId, _name, file, kind, trouble, words) => {
    const reply = await send(BAKERY, chatId, file, kind);
    expect(reply).toMatch(/can(’|')?t|cannot|write|text/i);
    const row = await recorded(String(chatId));
    expect(row.attachments).toMatchObject([{ trouble }]);
    expect(row.attachments[0]).not.toHaveProperty('stored');
    expect(row.heard ?? row.text).toBe(words);
    const place = join(stack.filesDir, 'media', row.tenant_id, row.conversation_id);
    expect(existsSync(join(place, `${row.id}-0`))).toBe(false);
    expect((await stack.request(`${pathOf(row)}?tenant=${BAKERY}`)).status).toBe(404);
  },
  60_000,
);

test('a download that breaks off is begun again', async () => {
  const file: FakeFile = { contentType: 'image/jpeg', bytes: SAMPLES.jpeg, fault: 'cut', once: true };
  await send(BAKERY, 37, file, 'photo', 'Do you have cakes like this?');
  const row = await recorded('37');
  expect(row.attachments).toMatchObject([{ stored: { contentType: 'image/jpeg' } }]);
  const kept = join(stack.filesDir, 'media', row.tenant_id, row.conversation_id, `${row.id}-0`);
  expect((await readFile(kept)).equals(SAMPLES.jpeg)).toBe(true);
}, 60_000);

test('a worker that dies between file and record leaves one of each', async () => {
  stack.strike('media.stored');
  await send(BAKERY, 38, PHOTO, 'photo', 'Do you have cakes like this?', async () => {
    await stack.worker.exited();
    await stack.worker.start();
  });
  expect((await recorded('38')).attachments).toMatchObject([{ stored: { contentType: 'image/png' } }]);
  expect(stack.telegram.messagesTo(38)).toHaveLength(1);
}, 90_000);

test('a file that never comes holds the reply up for some seconds, not for ever', async () => {
  const begun = Date.now();
  const file: FakeFile = { contentType: 'image/jpeg', bytes: SAMPLES.jpeg, fault: 'slow' };
  expect(await send(BAKERY, 39, file, 'photo', 'What cakes do you have?')).toMatch(/cake/i);
  expect(Date.now() - begun).toBeLessThan(35_000);
  expect((await recorded('39')).attachments[0]).not.toHaveProperty('stored');
}, 60_000);

test('a picture by Messenger comes from the CDN; one that leads into the own network is not fetched', async () => {
  const rig = pageRig(() => stack, providers, BAKERY, 'messenger');
  const connected = await stack.request(`/v1/channels?tenant=${BAKERY}`, {
    method: 'POST',
    body: JSON.stringify(rig.connection),
  });
  expect(connected.status).toBe(201);
  const post = async (person: string, mid: string, url: string) => {
    const attachments = [{ type: 'image', payload: { url } }];
    const item = fromPerson(rig.account, person, { message: { mid, attachments, text: 'What cakes do you have?' } });
    const address = `${stack.apiUrl}/webhooks/messenger/${BAKERY}`;
    await mustDeliver(metaCall(rig.account, address, messagingDelivery(rig.account, [item])));
    await until(`a reply to ${person}`, 40_000, () => rig.received(person).length > 0);
    return (await recorded(person)).attachments;
  };
  const good = await post(rig.person(1), 'm_good', providers.graph.addFile('cdn-1', PHOTO));
  expect(good).toMatchObject([{ stored: { contentType: 'image/png' } }]);
  const bad = await post(rig.person(2), 'm_bad', 'http://169.254.169.254/latest/meta-data/iam/security-credentials/');
  expect(bad).toMatchObject([{ trouble: 'not_allowed' }]);
  expect(rig.received(rig.person(2))[0]).toMatch(/cake/i);
  expect(providers.graph.problems).toEqual([]);
}, 90_000);

test('nothing was lost, doubled or invented, and nothing of the files stands in the logs', async () => {
  await until('every turn to end', 30_000, async () => (await violations(stack)).unanswered.length === 0);
  expect(await violations(stack)).toEqual(NONE);
  const logs = [...stack.api.output, ...stack.worker.output].join('\n');
  expect(logs).not.toContain('birthday cake');
  expect(logs).not.toMatch(/\/file\/bot/);
});
