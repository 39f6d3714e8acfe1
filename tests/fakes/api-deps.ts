import pino from 'pino';
import type { ApiDeps } from '#api/deps.ts';
import { createApiMetrics } from '#api/metrics.ts';
import { createConnectionDirectory } from '#api/conversations/connections.ts';
import type { AcceptOptions } from '#api/conversations/gateway.ts';
import type { ApiRecords, StoredConnection } from '#api/records.ts';
import type { TurnReply } from '#domain/turn/turn-reply.ts';
import { createReadiness } from '#api/routes/health/readiness.ts';
import { createChannelRegistry } from '#adapters/channels/registry.ts';
import { NO_PROVIDERS } from '#tests/fakes/no-providers.ts';
import { fakeAccounts } from '#tests/fakes/account-service.ts';
import { fakeBookings } from '#tests/fakes/booking-service.ts';
import { fakeHandoffs } from './handoffs.ts';
import { fakeAgents } from './agent-desk.ts';
import { fakeInbox } from '#tests/fakes/inbox.ts';
import { fakeBooks } from '#tests/fakes/staff-books.ts';
import { fakeKnowledge } from '#tests/fakes/knowledge-service.ts';
import { fakeLibrary } from '#tests/fakes/library.ts';
import { fakeLive } from '#tests/fakes/live.ts';
import { fakePayments } from '#tests/fakes/payment-service.ts';
import { fakePrivacy } from '#tests/fakes/privacy-service.ts';
import { fakeProducts } from '#tests/fakes/product-service.ts';
import { fakeWebhooks } from '#tests/fakes/webhook-service.ts';
import { fakeWidget } from '#tests/fakes/widget-service.ts';
import { NotConfigured, NotFound } from '#domain/errors.ts';
import type { ParsedInbound } from '#domain/channel-port.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import { DEFAULT_SETTINGS } from '#domain/conversation/settings.ts';

/** One call of the gateway. */
export interface AcceptedCall {
  readonly connection: StoredConnection;
  readonly inbound: ParsedInbound;
  readonly options: AcceptOptions | undefined;
}

/** `ApiDeps` in memory, for tests of HTTP alone: one tenant `valdman` with web and Telegram. */
export interface FakeApiDeps {
  readonly deps: ApiDeps;
  readonly accepted: AcceptedCall[];
  readonly logs: string[];
  /** What the next turns answer; null = no reply in time. */
  reply: TurnReply | null;
  /** Makes the gateway refuse. */
  acceptError: Error | undefined;
}

export const FAKE_SECRET = 'a-secret-of-the-test';
export const FAKE_ADMIN_KEY = 'admin-key-of-the-test';
export const FAKE_TENANT_KEY = 'tenant-key-of-the-test';
export const FAKE_CONVERSATION = '0199f0a0-0000-7000-8000-000000000001';

const tenant = { id: '0199f0a0-0000-7000-8000-0000000000aa', slug: 'valdman', name: 'Valdman' };

export function createFakeApiDeps(
  overrides: Partial<ApiDeps> = {},
  telegramApiRoot = 'http://127.0.0.1:9',
): FakeApiDeps {
  const accepted: AcceptedCall[] = [];
  const logs: string[] = [];
  const channels = createChannelRegistry({ ...NO_PROVIDERS, telegramApiRoot });
  const records = fakeRecords();
  const clock = () => new Date();
  const addressOf = (connection: StoredConnection, recipient: string) => ({
    tenantId: connection.tenant.id,
    tenantSlug: connection.tenant.slug,
    channel: connection.channel,
    channelId: connection.channelId,
    contactKey: Buffer.from(recipient).toString('hex').padEnd(32, '0').slice(0, 32),
  });
  const fake: FakeApiDeps = {
    accepted,
    logs,
    reply: FAKE_REPLY,
    acceptError: undefined,
    deps: {
      settings: {
        publicUrl: 'https://colloquy.example',
        adminKey: FAKE_ADMIN_KEY,
        metricsToken: undefined,
        replyWaitMs: 1_000,
        chatPerMinute: 1_000,
        authPerMinute: 1_000,
        registration: true,
        trustedProxies: 0,
        temporalUi: { url: 'https://temporal.example', namespace: 'default' },
      },
      log: pino({ level: 'debug' }, { write: (line: string) => void logs.push(line) }),
      metrics: createApiMetrics(),
      clock,
      channels,
      connections: createConnectionDirectory(records, clock),
      gateway: {
        addressOf,
        async accept(connection, inbound, options) {
          if (fake.acceptError) throw fake.acceptError;
          accepted.push({ connection, inbound, options });
          const address = addressOf(connection, inbound.contact.recipient);
          return { address, workflowId: workflowIdOf(address), kept: 'temporal' };
        },
      },
      updateConversation: () =>
        Promise.reject(new NotConfigured('conversations are asked in tests of the whole stack')),
      replies: { waitFor: async () => fake.reply ?? undefined },
      live: fakeLive(),
      records,
      accounts: fakeAccounts(),
      inbox: fakeInbox(FAKE_CONVERSATION),
      ...fakeBooks(FAKE_CONVERSATION),
      knowledge: fakeKnowledge(),
      ask: () => Promise.reject(new NotConfigured('questions are answered by a worker, and this test has none')),
      media: { find: async () => undefined, files: { get: () => Promise.reject(new NotFound('no file is kept')) } },
      bookings: fakeBookings(),
      payments: fakePayments(),
      library: fakeLibrary(),
      agents: fakeAgents(),
      leads: { list: async () => ({ items: [], next: null }) },
      handoffs: fakeHandoffs(),
      ...fakePrivacy,
      products: fakeProducts(),
      widget: fakeWidget(),
      webhooks: fakeWebhooks(),
      dashboard: async () => ({ folder: '/nowhere', page: (nonce) => `<script nonce="${nonce}"></script>` }),
      readiness: createReadiness({ postgres: async () => undefined }, clock),
      closing: new AbortController().signal,
      ...overrides,
    },
  };
  return fake;
}

export const FAKE_REPLY: TurnReply = {
  conversationId: FAKE_CONVERSATION,
  turn: 1,
  reply: 'Shalom! What may I bring you today?',
  stage: 'opening',
  status: 'bot',
  toolCalls: [{ name: 'search_products', input: { query: 'beef' }, result: { products: [] } }],
  usage: { provider: 'offline', model: 'rules', inputTokens: 10, outputTokens: 5, costNanoUsd: 1_500 },
  summaryUsed: false,
  gateRetries: 0,
};

/** Takes every report and knows nobody. */
function memoryBook(): ApiRecords['channelBook'] {
  return {
    report: async () => undefined,
    isOurEcho: async () => false,
    mainContactKey: async () => undefined,
    noteInbound: async () => undefined,
    noteExamination: async () => undefined,
    disconnect: async () => false,
    accountsOf: async () => [],
  };
}

function fakeRecords(): ApiRecords {
  const saved: { id: string; channel: string; status: string; createdAt: string }[] = [];
  return {
    findTenant: async (slug) => (slug === tenant.slug ? tenant : undefined),
    async findConnection(slug, channel) {
      if (slug !== tenant.slug || (channel !== 'web' && channel !== 'telegram')) return undefined;
      const credentials: Record<string, string> =
        channel === 'telegram' ? { bot_token: '1:x', secret_token: FAKE_SECRET } : {};
      return { tenant, channel, channelId: `id-of-${channel}`, credentials, settings: DEFAULT_SETTINGS };
    },
    async saveChannel(_tenant, channel) {
      const summary = { id: 'new', channel, status: 'active', createdAt: '2026-11-21T10:00:00.000Z' };
      saved.push(summary);
      return summary;
    },
    listChannels: async () => saved,
    channelBook: memoryBook(),
    findRecipient: async (_tenant, id) => {
      throw new NotFound(`conversation ${id}: not found`);
    },
    listCatalogue: async () => ({
      items: [
        {
          id: 'p1',
          name: 'Merguez',
          aliases: ['secret alias'],
          description: '',
          unit: 'kg',
          stepMilli: 100,
          priceMinor: 9050,
          currency: 'ILS',
          available: true,
          tags: [],
        },
      ],
      next: null,
    }),
    readConversation: async (_tenant, id) =>
      id === FAKE_CONVERSATION
        ? {
            id,
            workflowId: 'w',
            channel: 'web',
            contactId: 'c1',
            stage: 'opening',
            status: 'bot',
            aiEnabled: true,
            summary: null,
            messages: [],
          }
        : undefined,
    conversationOf: async (_tenantId, workflowId) =>
      workflowId.includes(Buffer.from('dana').toString('hex')) ? { id: FAKE_CONVERSATION } : undefined,
    turnReply: async () => undefined,
    sentMessage: async () => undefined,
    verifyApiKey: async (key) =>
      key === FAKE_TENANT_KEY ? { tenant, keyId: 'k1', role: 'admin', scopes: [], name: 'a key' } : undefined,
    ping: async () => undefined,
  };
}
