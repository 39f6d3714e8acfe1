import type { Payload } from '@temporalio/common';
import { parseKeyring } from '#adapters/crypto/keyring.ts';
import { openDatabase } from '#adapters/db/pool.ts';
import { createSpoolStore } from '#adapters/db/spool-store.ts';
import { SAMPLES } from '#tests/fakes/provider/fake-file.ts';
import { createUpdates } from '#tests/fakes/telegram-updates.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { tenantKey } from '#tests/support/tenant-key.ts';
import { decoded, filesWith, payloadsOf, readByEndpoint, tablesWith } from './reader.ts';

/*
 * One person tells a shop about themselves in every way there is, is exported, and is erased, with the worker killed after
 * every step. Then everybody tries to read it back.
 */
const SHOP = 'joannas-bakery';
const CANARY = 'Zyxquill';
const CHAT = 771_904_553;
const PHOTO = Buffer.concat([SAMPLES.png, Buffer.from(CANARY)]);
const STEPS = ['detached', 'ended', 'files', 'rows', 'keys', 'histories'] as const;
const agent = { id: 'noa', name: 'Noa' };

let stack: Stack;
let contactId = '';
let conversationId = '';
let workflowId = '';
let before: readonly Payload[] = [];
const updates = createUpdates(640_000_000);

beforeAll(async () => {
  stack = await startStack({ tenant: quickTenant(), env: { ERASE_GRACE_MS: '1500' } });
}, 180_000);
afterAll(() => stack.stop());
jest.setTimeout(300_000);

const call = async (method: string, path: string, body?: object) => {
  const response = await stack.request(`${path}${path.includes('?') ? '&' : '?'}tenant=${SHOP}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, json: JSON.parse(text || 'null') as Record<string, unknown> };
};

test('what a person says is in the record, and in no history that the processes’ keys open', async () => {
  const customer = await stack.customer(SHOP, CHAT, 'en');
  const say = async (content: Record<string, unknown>) => {
    const had = stack.telegram.messagesTo(CHAT).length;
    const update = updates.message(CHAT, content, { firstName: CANARY, languageCode: 'en' });
    expect(await customer.deliver(update)).toBe(200);
    await customer.received(had + 1, 90_000);
  };
  await say({ text: `Hello, I am ${CANARY}` });
  await say({ text: `I want two sourdough loaves, deliver to 12 ${CANARY} street. My name is ${CANARY}.` });
  await say({ text: 'Yes, please order that.' });
  stack.telegram.addFile('photo-1', { contentType: 'image/png', bytes: PHOTO });
  await say({ photo: [{ file_id: 'thumb' }, { file_id: 'photo-1' }], caption: `${CANARY} on a picture` });

  const [row] = await stack.sql<{ id: string; contact_id: string; workflow_id: string }>(
    'SELECT c.id, c.contact_id, c.workflow_id FROM conversations c JOIN contact_identities i ON i.id = c.identity_id WHERE i.recipient = $1',
    [String(CHAT)],
  );
  [conversationId, contactId, workflowId] = [row?.id ?? '', row?.contact_id ?? '', row?.workflow_id ?? ''];
  const staff = `/v1/conversations/${conversationId}`;
  expect((await call('POST', `${staff}/notes`, { agent, text: `${CANARY} likes rye` })).status).toBe(200);
  expect((await call('POST', `${staff}/handoff`, { agent, reason: `${CANARY} is unhappy` })).status).toBe(200);
  expect((await call('POST', `${staff}/claim`, { agent })).status).toBe(200);
  expect((await call('POST', `${staff}/reply`, { agent, text: `Dear ${CANARY}, we are sorry.` })).status).toBe(200);
  await keepInSpool(workflowId);

  const tables = await tablesWith(stack, CANARY);
  expect(tables).toEqual(
    expect.arrayContaining(['contact_identities', 'inbound_spool (sealed)', 'messages', 'notes', 'outbox']),
  );
  expect(await filesWith(stack, Buffer.from(CANARY))).toHaveLength(1);

  before = await payloadsOf(stack, workflowId);
  expect(before.length).toBeGreaterThan(20);
  const readable = await decoded(stack, before);
  expect(readable).toContain(SHOP);
  expect(readable).not.toContain(CANARY);
  expect(readable).not.toContain(String(CHAT));
});

test('staff may read a history through the codec endpoint, each their own', async () => {
  const all = await readByEndpoint(stack, before);
  expect(all.status).toBe(200);
  for (const words of [`I am ${CANARY}`, `Dear ${CANARY}`, `${CANARY} likes rye`]) expect(all.text).toContain(words);
  const own = { 'x-api-key': await tenantKey(stack, SHOP) };
  expect((await readByEndpoint(stack, before, own)).text).toContain(`I am ${CANARY}`);
  const foreign = await readByEndpoint(stack, before, { 'x-api-key': await tenantKey(stack, 'glow') });
  expect(foreign.text).not.toContain(CANARY);
  expect(foreign.text).not.toContain(SHOP);
  expect((await readByEndpoint(stack, before, { 'x-namespace': 'another' })).status).toBe(404);
  expect((await readByEndpoint(stack, before, { 'x-api-key': 'nobody' })).status).toBe(401);
  const readings = await stack.sql(`SELECT FROM audit_log WHERE action IN ('readHistory', 'decodePayloads')`);
  expect(readings.length).toBeGreaterThan(0);
});

test('an export holds everything, and no other tenant gets it', async () => {
  const path = `/v1/contacts/${contactId}/export`;
  const { status, text, json } = await call('GET', path);
  expect(status).toBe(200);
  expect(json['profile']).toMatchObject({ id: contactId });
  for (const name of ['identities', 'conversations', 'messages', 'media', 'notes', 'events']) {
    expect([name, (json[name] as unknown[]).length > 0]).toEqual([name, true]);
  }
  for (const name of ['orders', 'bookings', 'payments', 'leads']) expect(Array.isArray(json[name])).toBe(true);
  expect(json['consent']).toHaveProperty('opted_out_at');
  for (const words of [`I am ${CANARY}`, `${CANARY} likes rye`, `12 ${CANARY} street`]) expect(text).toContain(words);
  const [media] = json['media'] as { url: string }[];
  expect((await stack.request(`${media?.url}?tenant=${SHOP}`)).status).toBe(200);
  expect((await stack.request(`${path}?tenant=glow`)).status).toBe(404);
});

test('an erasure goes on after kill -9 at every step, and what comes later begins anew', async () => {
  for (const step of STEPS) stack.strike(`erase.${step}`);
  expect((await stack.request(`/v1/contacts/${contactId}?tenant=glow`, { method: 'DELETE' })).status).toBe(404);
  expect((await call('DELETE', `/v1/contacts/${contactId}`)).status).toBe(202);
  expect((await call('DELETE', `/v1/contacts/${contactId}`)).status).toBe(202);
  for (const _ of STEPS) {
    await stack.worker.exited();
    await stack.worker.start();
  }
  await until('the erasure to be done', 120_000, async () => {
    const { json } = await call('GET', `/v1/contacts/${contactId}/erasure`);
    return (json['erasure'] as { done_at: string | null } | undefined)?.done_at !== null;
  });
  const { json } = await call('GET', `/v1/contacts/${contactId}/erasure`);
  expect(json['erasure']).toMatchObject({ histories: 'deleted' });

  const customer = await stack.customer(SHOP, CHAT, 'en');
  await customer.ask('Hello, what breads do you have?', 90_000);
  const people = await stack.sql<{ contact_id: string }>(
    'SELECT contact_id FROM contact_identities WHERE recipient = $1',
    [String(CHAT)],
  );
  expect(people).toHaveLength(1);
  expect(people[0]?.contact_id).not.toBe(contactId);
});

test('nobody gets a word of it back', async () => {
  expect(await tablesWith(stack, CANARY)).toEqual([]);
  expect(await filesWith(stack, Buffer.from(CANARY))).toEqual([]);
  const after = await payloadsOf(stack, workflowId);
  expect(await decoded(stack, after)).not.toContain(CANARY);
  expect((await readByEndpoint(stack, after)).text).not.toContain(CANARY);
  // Histories that somebody copied before: the rows they were sealed with are gone.
  const copied = await readByEndpoint(stack, before);
  expect(copied.text).not.toContain(CANARY);
  expect(copied.text).toContain('[erased]');
  expect([...stack.api.output, ...stack.worker.output].join('\n')).not.toContain(CANARY);
  expect((await call('GET', `/v1/contacts/${contactId}/export`)).status).toBe(404);
  expect((await call('GET', `/v1/conversations/${conversationId}`)).text).not.toContain(CANARY);
  // What was sold is kept, without whose it was.
  const orders = await stack.sql<Record<string, unknown>>('SELECT * FROM orders WHERE contact_id = $1', [contactId]);
  for (const order of orders) expect(order).toMatchObject({ delivery_address: null, notes: null });
});

/** As if Temporal had been away when it came. */
async function keepInSpool(id: string): Promise<void> {
  const [tenant] = await stack.sql<{ id: string }>('SELECT id FROM tenants WHERE slug = $1', [SHOP]);
  const database = openDatabase({ url: stack.databaseUrl, applicationName: 'colloquy-test-spool', max: 1 });
  const keyring = parseKeyring(stack.encryptionKeys);
  const spool = createSpoolStore<{ tenantId: string; workflowId: string; words: string }>(
    database,
    keyring,
    (item) => ({
      ...item,
      messageId: 'late',
    }),
  );
  await spool.add({ tenantId: tenant?.id ?? '', workflowId: id, words: `${CANARY} again` });
  await database.close();
}
