import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createConversationVault } from '#adapters/db/privacy/vault.ts';
import { InvalidInput, KeyDestroyed, StoreUnavailable } from '#domain/errors.ts';
import { openWords, sealWords } from '#domain/privacy/open-words.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { KEYRING, makeTenant, message } from '#tests/support/fill-tenant.ts';
import type { TestTenant } from '#tests/support/fill-tenant.ts';

let database: TestDatabase;
let db: Database;
let shop: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.open();
  shop = await makeTenant(db, 'keys');
  other = await makeTenant(db, 'others');
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const WORDS = 'my number is +49 151 1234567';
const place = (person: string, tenant = shop) => ({
  tenantId: tenant.id,
  workflowId: `conversation:keys:web:${person}`,
});
/** A process with nothing in memory yet; `statements` counts what it asks Postgres. */
function process(sealingMs = Number.POSITIVE_INFINITY) {
  const counted = { statements: 0, away: false };
  const counting: Database = {
    ...db,
    acquire() {
      counted.statements += 1;
      if (counted.away) throw new StoreUnavailable('away');
      return db.acquire();
    },
  };
  return { counted, vault: createConversationVault({ db: counting, keyring: KEYRING, sealingMs }) };
}
const keys = (person: string) =>
  database.sql<{ id: string }>('SELECT id FROM conversation_keys WHERE workflow_id = $1', [place(person).workflowId]);
const destroy = (person: string) =>
  inTenant(db, shop.id, (tx) =>
    tx.rows({ name: 'destroy', text: 'DELETE FROM conversation_keys WHERE tenant_id = $1 AND workflow_id = $2' }, [
      shop.id,
      place(person).workflowId,
    ]),
  );

test('one statement for the first message of a conversation, none afterwards', async () => {
  const { counted, vault } = process();
  await Promise.all(Array.from({ length: 20 }, () => vault.seal(place('first'), WORDS)));
  for (let round = 0; round < 20; round += 1) await vault.seal(place('first'), WORDS);
  expect(counted.statements).toBe(1);
  const reader = process();
  for (let round = 0; round < 20; round += 1) {
    expect(await reader.vault.open(place('first'), await vault.seal(place('first'), WORDS))).toBe(WORDS);
  }
  expect(reader.counted.statements).toBe(1);
});

test('ten processes that see a person first make one key', async () => {
  const processes = Array.from({ length: 10 }, () => process());
  const sealed = await Promise.all(processes.map(({ vault }) => vault.seal(place('race'), WORDS)));
  expect(await keys('race')).toHaveLength(1);
  for (const text of sealed) expect(await process().vault.open(place('race'), text)).toBe(WORDS);
});

test('while Postgres is away a known conversation goes on, an unknown one does not', async () => {
  const { counted, vault } = process();
  await vault.seal(place('known'), WORDS);
  counted.away = true;
  expect(await vault.seal(place('known'), WORDS)).not.toContain('151');
  await expect(vault.seal(place('unknown'), WORDS)).rejects.toThrow(StoreUnavailable);
  counted.away = false;
  await vault.seal(place('unknown'), WORDS);
});

test('of a letter only what the workflow decides by is readable', async () => {
  const { vault } = process();
  const letter = {
    message: message('wamid.4915112345', { text: WORDS, attachments: [{ kind: 'image', fileName: 'me.png' }] }),
    contact: { recipient: '4915112345', displayName: 'Maria' },
  };
  const sealed = await vault.sealLetter(place('letter'), letter);
  expect(JSON.stringify(sealed)).not.toMatch(/151|Maria|me\.png/);
  expect(sealed.message).toMatchObject({ kind: 'text', text: '', sentAt: letter.message.sentAt, order: 0 });
  expect((await vault.sealLetter(place('letter'), letter)).message.id).toBe(sealed.message.id);
  expect((await vault.sealLetter(place('someone'), letter)).message.id).not.toBe(sealed.message.id);
  expect(await process().vault.openLetter(place('letter'), sealed)).toEqual(letter);
  expect(await vault.openLetter(place('letter'), letter)).toEqual(letter);
});

test('words of colleagues are sealed, ids and names of fields are not', async () => {
  const { vault } = process();
  const action = { by: { id: 's1', name: 'Rosa' }, text: WORDS, key: 'k1', force: true };
  const sealed = await sealWords(vault, place('staff'), action);
  expect(sealed).toMatchObject({ by: action.by, key: 'k1', force: true });
  expect(sealed.text).toMatch(/^sealed:1:/);
  expect(await openWords(vault, place('staff'), sealed)).toEqual(action);
  const nasty = { ...action, text: sealed.text };
  expect(await openWords(vault, place('staff'), await sealWords(vault, place('staff'), nasty))).toEqual(nasty);
});

test('nobody opens what was changed or belongs to another tenant', async () => {
  const { vault } = process();
  const sealed = await vault.seal(place('mine'), WORDS);
  await expect(vault.open(place('mine', other), sealed)).rejects.toThrow(KeyDestroyed);
  const changed = `${sealed.slice(0, -3)}${sealed.at(-3) === 'A' ? 'B' : 'A'}${sealed.slice(-2)}`;
  await expect(vault.open(place('mine'), changed)).rejects.toThrow(InvalidInput);
  await expect(vault.open(place('mine'), WORDS)).rejects.toThrow(InvalidInput);
});

test('once the key is destroyed nobody reads what it sealed, and the person begins anew', async () => {
  const { vault } = process();
  const sealed = await vault.seal(place('gone'), WORDS);
  const [before] = await keys('gone');
  await destroy('gone');
  await expect(process().vault.open(place('gone'), sealed)).rejects.toThrow(KeyDestroyed);
  vault.forget(place('gone').workflowId);
  const fresh = await vault.seal(place('gone'), WORDS);
  expect((await keys('gone'))[0]?.id).not.toBe(before?.id);
  expect(await process().vault.open(place('gone'), fresh)).toBe(WORDS);
});

test('a worker looks at the row again after a while', async () => {
  const { counted, vault } = process(0);
  await vault.seal(place('later'), WORDS);
  await vault.seal(place('later'), WORDS);
  expect(counted.statements).toBe(2);
});
