import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import { createAccessTokens } from '#adapters/crypto/access-tokens.ts';
import { createFeedCursors } from '#adapters/crypto/feed-cursor.ts';
import { createPasswordHasher } from '#adapters/crypto/password-hasher.ts';
import { createAccountStore } from '#adapters/db/account/account-store.ts';
import { startListening } from '#adapters/db/listen.ts';
import { openLive } from '#adapters/db/live/open-live.ts';
import { findTenant } from '#adapters/db/read/tenants.ts';
import { verifyApiKey } from '#adapters/db/write/api-keys.ts';
import type { AccountService } from '#api/account-service.ts';
import type { LiveLimits } from '#api/realtime/live/live-parts.ts';
import { createAccountService } from '#api/accounts/create-account-service.ts';
import { createLiveNotices } from '#api/realtime/live/live-notices.ts';
import { startApi } from '#api/start-api.ts';
import { createFakeApiDeps } from '#tests/fakes/api-deps.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { KEYRING } from '#tests/support/fill-tenant.ts';
import { plainVault } from '#tests/fakes/plain-vault.ts';

const JWT_SECRET = randomBytes(32);

/** One API process' worth of live connections: the real thing over a real database; what it does not need is faked. */
export interface LiveApi {
  readonly url: string;
  readonly accounts: AccountService;
  stop(): Promise<void>;
}

export async function startLiveApi(
  database: TestDatabase,
  limits: LiveLimits = { perProcess: 500, perTenant: 300 },
): Promise<LiveApi> {
  const db = database.open({ max: 4 });
  const { deps } = createFakeApiDeps();
  const connection = Connection.lazy({ address: process.env['COLLOQUY_TEST_TEMPORAL_ADDRESS'] ?? '' });
  const notices = createLiveNotices();
  const listening = Promise.withResolvers<void>();
  const listener = startListening(database.url, {
    onNotice: ({ t }) => notices.ring(t),
    onTyping: (typing) => notices.tellTyping(typing),
    onGap: () => listening.resolve(),
  });
  await listening.promise;
  const clock = () => new Date();
  const accounts = createAccountService({
    store: createAccountStore(db),
    hasher: createPasswordHasher(),
    tokens: createAccessTokens(JWT_SECRET, clock),
    clock,
  });
  const api = await startApi({
    ...deps,
    settings: { ...deps.settings, publicUrl: 'https://colloquy.example' },
    listen: { port: 0, host: '127.0.0.1', graceMs: 0, drainMs: 5_000 },
    log: pino({ level: 'silent' }),
    temporal: { client: new Client({ connection }), namespace: 'default', taskQueue: 'live' },
    signal: async () => undefined,
    accounts,
    records: {
      ...deps.records,
      findTenant: (slug) => findTenant(db, slug),
      verifyApiKey: (key) => verifyApiKey(db, key),
    },
    spool: { add: async () => undefined, backlog: async () => ({ workflowIds: [], total: 0 }), drain: async () => 0 },
    notices: { subscribe: () => () => undefined },
    live: { ...openLive(db), cursors: createFeedCursors(KEYRING, clock), notices, limits },
    pulse: { isSilent: () => false },
    vault: plainVault,
    contactKey: (_channelId, recipient) => recipient,
  });
  return {
    url: `http://127.0.0.1:${api.port}`,
    accounts,
    async stop() {
      await api.stop();
      await Promise.all([listener.close(), db.close(), connection.close()]);
    },
  };
}
