import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import { createChannelRegistry } from '#adapters/channels/registry.ts';
import { createAccessTokens } from '#adapters/crypto/access-tokens.ts';
import { openCredentials, sealCredentials } from '#adapters/crypto/channel-credentials.ts';
import { contactKey } from '#adapters/crypto/contact-key.ts';
import { createFeedCursors } from '#adapters/crypto/feed-cursor.ts';
import { parseKeyring } from '#adapters/crypto/keyring.ts';
import { createPasswordHasher } from '#adapters/crypto/password-hasher.ts';
import { createPayloadCodec } from '#adapters/crypto/payload-codec.ts';
import { createVisitorSessions } from '#adapters/crypto/visitor-session.ts';
import { createAccountStore } from '#adapters/db/account/account-store.ts';
import { createBookingRecords } from '#adapters/db/booking/records.ts';
import { createKnowledgeRecords } from '#adapters/db/knowledge/knowledge-records.ts';
import { channelsOfAccount } from '#adapters/db/channel/account-directory.ts';
import { createChannelBook } from '#adapters/db/channel/channel-book.ts';
import { startListening } from '#adapters/db/listen.ts';
import { openLive } from '#adapters/db/live/open-live.ts';
import { openDatabase } from '#adapters/db/pool.ts';
import { conversationOf, readConversation } from '#adapters/db/read/conversations.ts';
import { findRecipient } from '#adapters/db/conversation/find-recipient.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import { findConnection } from '#adapters/db/read/find-connection.ts';
import { createContactBook } from '#adapters/db/contact/contact-book.ts';
import { createKeptAnswers } from '#adapters/db/idempotency/kept-answers.ts';
import { createCannedReplyBook } from '#adapters/db/inbox/canned-replies.ts';
import { createInbox } from '#adapters/db/inbox/inbox.ts';
import { createLabelBook } from '#adapters/db/inbox/labels.ts';
import { createOrderBook } from '#adapters/db/order/order-book.ts';
import { createSettingsBook } from '#adapters/db/tenant/settings-book.ts';
import { createUsageBook } from '#adapters/db/usage/usage-book.ts';
import { createMediaStore } from '#adapters/db/media-store.ts';
import { createHandoffBook } from '#adapters/db/handoff/handoff-book.ts';
import { createLeadBook } from '#adapters/db/lead/leads.ts';
import { createAgentConfigBook } from '#adapters/db/prompt/agent-config-book.ts';
import { createPromptBook } from '#adapters/db/prompt/prompt-book.ts';
import { shopModels } from '#adapters/db/prompt/shop-models.ts';
import { createConversationVault } from '#adapters/db/privacy/vault.ts';
import { openPaymentRecords } from '#adapters/db/payment/payment-records.ts';
import { openLibrary } from '#adapters/db/promo/open-library.ts';
import { ping } from '#adapters/db/read/ping.ts';
import { listCatalogue } from '#adapters/db/read/shop.ts';
import { readSentMessage } from '#adapters/db/read/sent-message.ts';
import { findTenant } from '#adapters/db/read/tenants.ts';
import { readTurnReply } from '#adapters/db/read/turn-reply.ts';
import { createSpoolStore } from '#adapters/db/spool-store.ts';
import { createWidgetRecords } from '#adapters/db/widget/widget-records.ts';
import { verifyApiKey } from '#adapters/db/write/api-keys.ts';
import { listChannels, saveChannel } from '#adapters/db/write/save-channel.ts';
import { PARSE_LIMITS } from '#adapters/documents/limits.ts';
import { createEmbedder } from '#adapters/embeddings/create-embedder.ts';
import { openFiles } from '#adapters/files/open-files.ts';
import { openPayments } from '#adapters/payments/open-payments.ts';
import { qrCode } from '#adapters/payments/qr-code.ts';
import { connectionSettings } from '#adapters/temporal/connection-options.ts';
import { createDataConverter } from '#adapters/temporal/data-converter.ts';
import { createUpdateConversation } from '#adapters/temporal/update-conversation.ts';
import { createSignalConversation } from '#adapters/temporal/signal-conversation.ts';
import type { Delivery } from '#adapters/temporal/signal-conversation.ts';
import { createWakeDeadline } from '#adapters/temporal/wake-deadline.ts';
import { createWakeDocument } from '#adapters/temporal/wake-document.ts';
import { createAccountService } from '#api/accounts/create-account-service.ts';
import { TEMPORAL_CHANNEL } from '#api/conversations/temporal-channel.ts';
import { createLiveNotices } from '#api/realtime/live/live-notices.ts';
import { llmCatalogue } from '#api/prompts/llm-catalogue.ts';
import { createNotices } from '#api/realtime/notices.ts';
import { createWorkerPulse } from '#api/realtime/worker-pulse.ts';
import { loadConfigOrExit } from '#config/env.ts';
import { needed } from '#config/needed.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import { createDashboardFiles } from '#dashboard/build/dashboard-files.ts';
import { createWidgetScript } from '#widget/build/widget-script.ts';
import type { ApiRecords } from './records.ts';
import { openPrivacy } from './open-privacy.ts';
import { openProducts } from './open-products.ts';
import { openWebhooks } from './open-webhooks.ts';
import { startApi } from './start-api.ts';

/*
 * The composition root of the API process. Ends on SIGTERM or SIGINT: "not ready" at once, then the last answers, then
 * exit 0, within DRAIN_MS.
 */
const DRAIN_MS = 28_000;
/** How long Temporal may take to accept a message before it is kept in Postgres, ms. */
const SIGNAL_LIMIT_MS = 2_000;
/** A claim waits for a reply that is on its way out; without a worker the caller hears so after this long, ms. */
const UPDATE_LIMIT_MS = 50_000;

const config = loadConfigOrExit('api');
const log = pino({ level: config.logLevel, base: { process: 'api', pid: process.pid } });
const keyring = parseKeyring(needed(config.secrets.encryptionKeys, 'COLLOQUY_ENCRYPTION_KEYS'));
const contactSecret = Buffer.from(needed(config.secrets.contactKey, 'COLLOQUY_CONTACT_KEY'), 'base64');
const jwtSecret = Buffer.from(needed(config.secrets.jwtSecret, 'JWT_SECRET'), 'base64');
const databaseUrl = needed(config.database.url, 'DATABASE_URL');
const temporal = { ...config.temporal, address: needed(config.temporal.address, 'TEMPORAL_ADDRESS') };
const database = openDatabase({ url: databaseUrl, max: config.database.poolMax, applicationName: 'colloquy-api' });
// Told of every key that is taken out of use.
const vault = createConversationVault({ db: database, keyring, sealingMs: Number.POSITIVE_INFINITY });
const notices = createNotices();
const liveNotices = createLiveNotices();
const pulse = createWorkerPulse(() => new Date());
const listener = startListening(databaseUrl, {
  onNotice({ t, w, k }) {
    if (k === 'key') return vault.forget(w);
    notices.tell(w);
    liveNotices.ring(t);
  },
  onTyping: (typing) => liveNotices.tellTyping(typing),
  onPulse: (taskQueue) => pulse.heard(taskQueue),
  onGap() {
    vault.forgetAll();
    pulse.listening();
    notices.tellAll();
  },
});
// Connects when first used: the API takes messages (into Postgres) while Temporal is away.
const connection = Connection.lazy({ ...connectionSettings(temporal), channelArgs: TEMPORAL_CHANNEL });
const client = new Client({
  connection,
  namespace: temporal.namespace,
  dataConverter: createDataConverter(createPayloadCodec(keyring)),
});

const embedder = await createEmbedder(config.embeddings);
const records: ApiRecords = {
  findRecipient: (tenant, id) => inTenant(database, tenant.id, (tx) => findRecipient(tx, id)),
  findTenant: (slug) => findTenant(database, slug),
  async findConnection(slug, channel) {
    const found = await findConnection(database, slug, channel);
    if (found === undefined) return undefined;
    const { sealedCredentials: sealed, ...rest } = found;
    return { ...rest, credentials: sealed === null ? {} : openCredentials(keyring, found.channelId, sealed) };
  },
  saveChannel: (tenant, channel, credentials, accountIds) =>
    saveChannel(database, tenant.id, channel, (id) => sealCredentials(keyring, id, credentials), accountIds),
  channelBook: { ...createChannelBook(database), accountsOf: (id) => channelsOfAccount(database, id) },
  listChannels: (tenant) => listChannels(database, tenant.id),
  listCatalogue: (tenant, page) => listCatalogue(database, tenant.id, page),
  readConversation: (tenant, id) => readConversation(database, tenant.id, id),
  conversationOf: (tenantId, workflowId) => conversationOf(database, tenantId, workflowId),
  turnReply: (message) => readTurnReply(database, message),
  sentMessage: (message) => readSentMessage(database, message),
  verifyApiKey: (key) => verifyApiKey(database, key),
  ping: () => ping(database),
};

const files = await openFiles(config.files);
const wakeDeadline = createWakeDeadline(client, { taskQueue: temporal.taskQueue, limitMs: SIGNAL_LIMIT_MS });
const api = await startApi({
  settings: {
    publicUrl: config.http.publicUrl,
    adminKey: config.secrets.adminKey,
    metricsToken: config.secrets.metricsToken,
    replyWaitMs: config.http.replyWaitMs,
    chatPerMinute: config.http.chatPerMinute,
    authPerMinute: config.http.authPerMinute,
    registration: config.http.registration,
    trustedProxies: config.http.trustedProxies,
    temporalUi: { url: config.temporal.uiUrl, namespace: config.temporal.namespace },
  },
  listen: {
    port: config.http.port,
    host: config.http.host,
    graceMs: config.nodeEnv === 'production' ? 5_000 : 1_000,
    drainMs: DRAIN_MS,
  },
  log,
  temporal: { client, namespace: temporal.namespace, taskQueue: temporal.taskQueue },
  updateConversation: createUpdateConversation(client, {
    taskQueue: temporal.taskQueue,
    limitMs: UPDATE_LIMIT_MS,
    vault,
  }),
  signal: createSignalConversation(client, { taskQueue: temporal.taskQueue, limitMs: SIGNAL_LIMIT_MS }),
  channels: createChannelRegistry(config.channels),
  records,
  accounts: createAccountService({
    store: createAccountStore(database),
    hasher: createPasswordHasher(),
    tokens: createAccessTokens(jwtSecret, () => new Date()),
    clock: () => new Date(),
  }),
  inbox: createInbox(database),
  contacts: createContactBook(database),
  orders: createOrderBook(database),
  labels: createLabelBook(database),
  cannedReplies: createCannedReplyBook(database),
  usage: createUsageBook(database),
  settingsBook: createSettingsBook(database),
  agents: {
    prompts: createPromptBook(database),
    configs: createAgentConfigBook(database),
    llm: llmCatalogue(config.models),
    shopModels: (tenantId) => shopModels(database, tenantId),
  },
  keptAnswers: createKeptAnswers(database, keyring),
  knowledge: {
    ...createKnowledgeRecords(database, embedder),
    files,
    maxBytes: PARSE_LIMITS.inputBytes,
    wake: createWakeDocument(client, { taskQueue: temporal.taskQueue, limitMs: SIGNAL_LIMIT_MS }),
  },
  media: { ...createMediaStore(database), files },
  products: openProducts({
    database,
    embedder,
    client,
    taskQueue: temporal.taskQueue,
    limitMs: SIGNAL_LIMIT_MS,
    allowedTargets: new Set(config.outboundAllowed),
  }),
  ...openPrivacy({
    database,
    keyring,
    vault,
    client,
    namespace: temporal.namespace,
    taskQueue: temporal.taskQueue,
    limitMs: SIGNAL_LIMIT_MS,
    graceMs: config.http.eraseGraceMs,
  }),
  bookings: { records: createBookingRecords(database), wake: wakeDeadline },
  widget: {
    ...createWidgetRecords(database),
    sessions: createVisitorSessions(contactSecret, () => new Date()),
    script: createWidgetScript(),
  },
  webhooks: openWebhooks({
    database,
    keyring,
    client,
    taskQueue: temporal.taskQueue,
    limitMs: SIGNAL_LIMIT_MS,
    allowedTargets: new Set(config.outboundAllowed),
  }),
  dashboard: createDashboardFiles(),
  payments: {
    ...(await openPayments(config)),
    ...openPaymentRecords(database),
    wake: (tenantId, id) => wakeDeadline({ tenantId, subject: 'payment', id }),
    qrCode,
  },
  library: openLibrary(database),
  leads: createLeadBook(database),
  handoffs: createHandoffBook(database),
  spool: createSpoolStore<Delivery>(database, keyring, ({ address, signal, messageId }) => ({
    tenantId: address.tenantId,
    workflowId: workflowIdOf(address),
    messageId: messageId ?? signal.message.id,
  })),
  notices,
  live: {
    ...openLive(database),
    cursors: createFeedCursors(keyring, () => new Date()),
    notices: liveNotices,
    limits: config.http.live,
  },
  pulse,
  contactKey: (channelId, recipient) => contactKey(contactSecret, channelId, recipient),
  vault,
});

async function stop(): Promise<void> {
  await api.stop();
  await Promise.allSettled([listener.close(), database.close(), connection.close()]);
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
