import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { createApp } from '#api/app.ts';
import type { ConversationGateway } from '#api/conversations/gateway.ts';
import { createConnectionDirectory } from '#api/conversations/connections.ts';
import { channelsOfAccount } from '#adapters/db/channel/account-directory.ts';
import { createChannelBook } from '#adapters/db/channel/channel-book.ts';
import { createConversationStore } from '#adapters/db/conversation-store.ts';
import { contactKey } from '#adapters/crypto/contact-key.ts';
import { sealCredentials, openCredentials } from '#adapters/crypto/channel-credentials.ts';
import { findConnection } from '#adapters/db/read/find-connection.ts';
import { findTenant } from '#adapters/db/read/tenants.ts';
import { saveChannel } from '#adapters/db/write/save-channel.ts';
import type { Channel } from '#domain/channel.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import { createFakeApiDeps } from '#tests/fakes/api-deps.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { KEYRING, makeTenant } from '#tests/support/fill-tenant.ts';
import { fuzzRuns } from '#tests/support/fuzz-runs.ts';
import { mutateForm, mutateJson, mutation } from '#tests/support/mutate.ts';

/*
 * Signed deliveries that are derived from published ones, over HTTP, each delivered twice: the real application with its
 * real record, where each message is recorded at once instead of by its workflow. Nothing answers 5xx, and nothing is kept
 * twice. `COLLOQUY_FUZZ_RUNS=100000 npx jest --selectProjects integration tests/channels/webhook-fuzz`.
 */

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'channels');
const SLUG = 'fuzz';
const SECRET = 'a-secret-of-sixteen-letters';
const PUBLIC_URL = 'https://colloquy.example';
const CONTACT_SECRET = Buffer.alloc(32, 7);

const files = readdirSync(FOLDER).filter(
  (file) => /\.(json|form)$/.test(file) && !/^(index|meta-error|twilio-signature)/.test(file),
);
const payloads = new Map(files.map((file) => [file, readFileSync(join(FOLDER, file), 'utf8')]));

const CREDENTIALS: Readonly<Partial<Record<Channel, Readonly<Record<string, string>>>>> = {
  telegram: { bot_token: `1000:${'a'.repeat(32)}`, secret_token: SECRET },
  whatsapp: { access_token: 't', app_secret: SECRET, verify_token: SECRET, phone_number_id: '1' },
  messenger: { access_token: 't', app_secret: SECRET, verify_token: SECRET, page_id: '2' },
  instagram: { access_token: 't', app_secret: SECRET, verify_token: SECRET, account_id: '3' },
  twilio: { account_sid: `AC${'0'.repeat(32)}`, auth_token: SECRET, from: '+15550001111' },
};

/** Whose accounts the published deliveries are for: without them a mutation would mostly be nobody's. */
function accountsOf(channel: string): string[] {
  const index = JSON.parse(readFileSync(join(FOLDER, 'index.json'), 'utf8')) as {
    readonly fixtures: readonly {
      readonly file: string;
      readonly expect: { readonly items?: readonly { accountId?: string }[] };
    }[];
  };
  const own = index.fixtures.filter(({ file }) => channelOf(file) === channel);
  return [...new Set(own.flatMap(({ expect: { items = [] } }) => items.flatMap(({ accountId }) => accountId ?? [])))];
}

function channelOf(file: string): Channel {
  const [name = ''] = file.split('-');
  return (name === 'facebook' ? 'messenger' : name) as Channel;
}

function signed(channel: Channel, body: Buffer): Record<string, string> {
  if (channel === 'telegram') return { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET };
  if (channel !== 'twilio') {
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    return { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
  }
  const fields = new URLSearchParams(body.toString('utf8'));
  const names = [...new Set(fields.keys())].toSorted();
  const text = names.flatMap((name) => [...new Set(fields.getAll(name))].toSorted().map((value) => `${name}${value}`));
  const address = `${PUBLIC_URL}/webhooks/twilio/${SLUG}`;
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': createHmac('sha1', SECRET)
      .update(`${address}${text.join('')}`)
      .digest('base64'),
  };
}

async function startShop() {
  const database = await createTestDatabase();
  const db = database.open();
  const tenant = await makeTenant(db, SLUG);
  const store = createConversationStore({ db, seal: KEYRING });
  for (const [channel, credentials] of Object.entries(CREDENTIALS)) {
    const seal = (id: string) => sealCredentials(KEYRING, id, credentials ?? {});
    await saveChannel(db, tenant.id, channel as Channel, seal, accountsOf(channel));
  }
  const fake = createFakeApiDeps();
  const connectionOf = async (slug: string, channel: Channel) => {
    const found = await findConnection(db, slug, channel);
    if (found === undefined) return undefined;
    const { sealedCredentials: sealed, ...rest } = found;
    return { ...rest, credentials: sealed === null ? {} : openCredentials(KEYRING, found.channelId, sealed) };
  };
  const records = {
    ...fake.deps.records,
    findTenant: (slug: string) => findTenant(db, slug),
    findConnection: connectionOf,
    channelBook: { ...createChannelBook(db), accountsOf: (id: string) => channelsOfAccount(db, id) },
  };
  const ids = new Set<string>();
  const gateway: ConversationGateway = {
    addressOf: (connection, recipient) => ({
      tenantId: connection.tenant.id,
      tenantSlug: connection.tenant.slug,
      channel: connection.channel,
      channelId: connection.channelId,
      contactKey: contactKey(CONTACT_SECRET, connection.channelId, recipient),
    }),
    async accept(connection, inbound, options) {
      const { recipient, key = recipient } = inbound.contact;
      const own = gateway.addressOf(connection, key);
      const address = { ...own, contactKey: options?.contactKey ?? own.contactKey };
      ids.add(`${connection.channelId} ${inbound.message.id}`);
      await store.openTurn({
        address,
        workflowId: workflowIdOf(address),
        conversationId: null,
        turn: null,
        messages: [inbound.message],
        contact: inbound.contact,
        afterStep: 0,
        settingsVersion: 0,
        answering: true,
      });
      return { address, workflowId: workflowIdOf(address), kept: 'temporal' };
    },
  };
  const { deps } = createFakeApiDeps({
    records,
    gateway,
    connections: createConnectionDirectory(records, () => new Date()),
  });
  const server = createServer(createApp(deps)).listen(0, '127.0.0.1');
  // A client that waits long for the processor must not find its connection closed.
  server.keepAliveTimeout = 0;
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    database,
    ids,
    async deliver(channel: Channel, body: Buffer): Promise<number> {
      const response = await fetch(`${url}/webhooks/${channel}/${SLUG}`, {
        method: 'POST',
        headers: signed(channel, body),
        body: new Uint8Array(body),
      });
      await response.arrayBuffer();
      return response.status;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await db.close();
      await database.drop();
    },
  };
}

/** Counts everything that a delivery may leave behind as it is kept: a long run must not count it all again each time. */
const COUNT_KEPT = `
CREATE TABLE kept (what text PRIMARY KEY, rows int NOT NULL);
CREATE FUNCTION count_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
  INSERT INTO public.kept VALUES (TG_TABLE_NAME, 1) ON CONFLICT (what) DO UPDATE SET rows = kept.rows + 1;
  RETURN NULL;
END $$;
${['messages', 'channel_events', 'delivery_statuses', 'tool_receipts']
  .map((table) => `CREATE TRIGGER count_kept AFTER INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION count_kept();`)
  .join('\n')}`;
const KEPT = 'SELECT what, rows FROM kept ORDER BY what';

test('signed deliveries of any shape answer below 500, and what comes twice is kept once', async () => {
  const shop = await startShop();
  await shop.database.sql(COUNT_KEPT);
  const statuses = new Map<number, number>();
  try {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.array(mutation, { maxLength: 6 }), async (file, mutations) => {
        const payload = payloads.get(file) ?? '';
        const body = file.endsWith('.form') ? mutateForm(payload, mutations) : mutateJson(payload, mutations);
        const channel = channelOf(file);
        const first = await shop.deliver(channel, body);
        statuses.set(first, (statuses.get(first) ?? 0) + 1);
        expect(first).toBeLessThan(500);
        const before = await shop.database.sql(KEPT);
        expect(await shop.deliver(channel, body)).toBe(first);
        expect(await shop.database.sql(KEPT)).toEqual(before);
      }),
      { numRuns: fuzzRuns(300) },
    );
    const [kept] = await shop.database.sql<{ rows: number }>('SELECT count(*)::int AS rows FROM messages');
    expect(kept?.rows).toBe(shop.ids.size);
    expect(await shop.database.sql(KEPT)).toContainEqual({ what: 'messages', rows: shop.ids.size });
    // A run that only ever refused would prove nothing.
    expect(statuses.get(200) ?? 0).toBeGreaterThan(0);
    expect(shop.ids.size).toBeGreaterThan(0);
  } finally {
    await shop.close();
  }
}, 36_000_000);
