import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import pino from 'pino';
import { faultPointsIn, noFaults } from '#activities/fault-points.ts';
import { createChannelOpener } from '#adapters/channels/open-channel.ts';
import { createChannelRegistry } from '#adapters/channels/registry.ts';
import { openCredentials } from '#adapters/crypto/channel-credentials.ts';
import { parseKeyring } from '#adapters/crypto/keyring.ts';
import { createPayloadCodec } from '#adapters/crypto/payload-codec.ts';
import { createBookingDeadlinesStore } from '#adapters/db/booking/deadlines.ts';
import { createConversationStore } from '#adapters/db/conversation-store.ts';
import { createMediaStore } from '#adapters/db/media-store.ts';
import { createPaymentStore } from '#adapters/db/payment-store.ts';
import { createErasureStore } from '#adapters/db/privacy/erasure-store.ts';
import { createConversationVault } from '#adapters/db/privacy/vault.ts';
import { createFollowUpDesk } from '#adapters/db/follow-up/follow-up-desk.ts';
import { createHandoffDesk } from '#adapters/db/handoff/handoff-desk.ts';
import { openConnections, openDatabase } from '#adapters/db/pool.ts';
import { sayWorkerLives } from '#adapters/db/worker-pulse.ts';
import { createTrialRecord } from '#adapters/db/prompt/trial-record.ts';
import { createReportDesk } from '#adapters/db/report/run-report.ts';
import { createStaffRecord } from '#adapters/db/report/staff-record.ts';
import { createModels } from '#adapters/models/registry.ts';
import { openFiles } from '#adapters/files/open-files.ts';
import { createTranscriber } from '#adapters/transcription/create-transcriber.ts';
import { createEmbedder } from '#adapters/embeddings/create-embedder.ts';
import { connectionSettings } from '#adapters/temporal/connection-options.ts';
import { createDataConverter } from '#adapters/temporal/data-converter.ts';
import { createHistoryDesk } from '#adapters/temporal/history-desk.ts';
import { ensureSweep } from '#adapters/temporal/ensure-sweep.ts';
import { createSignalConversation } from '#adapters/temporal/signal-conversation.ts';
import { createWakeDeadline } from '#adapters/temporal/wake-deadline.ts';
import { loadConfigOrExit } from '#config/env.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import { needed } from '#config/needed.ts';
import { openCatalogue } from './open-catalogue.ts';
import { openKnowledge } from './open-knowledge.ts';
import { openWebhooks } from './open-webhooks.ts';
import { openPayments } from '#adapters/payments/open-payments.ts';
import { createWorkers } from './create-workers.ts';
import { startPulse } from './pulse.ts';
import { paceSends } from './pace-sends.ts';
import { installRuntime } from './worker-runtime.ts';

/*
 * The worker's composition root: config → adapters → activities → Worker.run. SIGTERM takes no new work, lets running
 * activities finish, and exits 0.
 */
/** How long Temporal may take to accept news for a conversation, ms; the activity that brings them is retried. */
const SIGNAL_LIMIT_MS = 10_000;

/** How long a key is used without looking at its row, ms: a key is destroyed later than that after it was taken out of use. */
const SEALING_MS = 10_000;

/** Connections that are open before the first conversation needs one. */
const WARM_CONNECTIONS = 4;

const config = loadConfigOrExit('worker');
const log = pino({ level: config.logLevel, base: { process: 'worker', pid: process.pid } });
installRuntime({ log, metrics: config.workerMetrics });

const keyring = parseKeyring(needed(config.secrets.encryptionKeys, 'COLLOQUY_ENCRYPTION_KEYS'));
const database = openDatabase({
  url: needed(config.database.url, 'DATABASE_URL'),
  max: config.database.poolMax,
  applicationName: 'colloquy-worker',
});
const channels = createChannelRegistry(config.channels);
const temporal = { ...config.temporal, address: needed(config.temporal.address, 'TEMPORAL_ADDRESS') };
const [connection, models] = await Promise.all([
  NativeConnection.connect(connectionSettings(temporal)),
  createModels(config.models),
  openConnections(database, WARM_CONNECTIONS),
]);

const clock = () => new Date();
const vault = createConversationVault({ db: database, keyring, sealingMs: SEALING_MS });
const client = new Client({
  connection: Connection.lazy(connectionSettings(temporal)),
  namespace: temporal.namespace,
  dataConverter: createDataConverter(createPayloadCodec(keyring)),
});
const signal = createSignalConversation(client, { taskQueue: temporal.taskQueue, limitMs: SIGNAL_LIMIT_MS });
const { gateway } = await openPayments(config);
const [files, transcriber] = await Promise.all([openFiles(config.files), createTranscriber(config.transcription)]);
const workers = await createWorkers({
  connection,
  namespace: temporal.namespace,
  taskQueue: temporal.taskQueue,
  dataConverter: createDataConverter(createPayloadCodec(keyring)),
  channels: channels.names,
  activities: {
    store: createConversationStore({ db: database, seal: keyring }),
    models,
    defaultModels: config.models.defaults,
    modelTimeoutMs: config.models.timeoutMs,
    channels: createChannelOpener(
      channels,
      (sealed, { channelId }) => openCredentials(keyring, channelId, sealed),
      config.http.publicUrl,
    ),
    erasure: { erasures: createErasureStore(database), histories: createHistoryDesk(client, temporal.namespace) },
    handoffs: createHandoffDesk(database),
    followUps: createFollowUpDesk(database),
    prompts: createTrialRecord(database),
    vault,
    clock,
    signaller: {
      async tell({ address, settings, contact }, message) {
        const place = { tenantId: address.tenantId, workflowId: workflowIdOf(address) };
        const letter = await vault.sealLetter(place, { message, contact });
        await signal([{ address, settings, signal: { ...letter, quietMs: 0 } }]);
      },
    },
    wakeDeadline: createWakeDeadline(client, { taskQueue: temporal.taskQueue, limitMs: SIGNAL_LIMIT_MS }),
    bookings: createBookingDeadlinesStore(database),
    payments: createPaymentStore(database),
    reports: { desk: createReportDesk(database), record: createStaffRecord(database) },
    knowledge: openKnowledge({
      database,
      files,
      client,
      taskQueue: temporal.taskQueue,
      limitMs: SIGNAL_LIMIT_MS,
    }),
    media: {
      store: createMediaStore(database),
      files,
      maxBytes: config.media.maxBytes,
      ...(transcriber && { transcriber }),
    },
    catalogue: openCatalogue({
      database,
      client,
      taskQueue: temporal.taskQueue,
      limitMs: SIGNAL_LIMIT_MS,
      allowedTargets: new Set(config.outboundAllowed),
    }),
    webhooks: openWebhooks({
      database,
      keyring,
      client,
      taskQueue: temporal.taskQueue,
      limitMs: SIGNAL_LIMIT_MS,
      allowedTargets: new Set(config.outboundAllowed),
      firstRetryMs: config.webhookRetryMs,
    }),
    tools: { clock, embedder: await createEmbedder(config.embeddings), ...(gateway && { payments: gateway }) },
    faults: config.faultDir === undefined ? noFaults : faultPointsIn(config.faultDir),
  },
});

// Not waited for: the worker serves customers while Temporal takes its time.
ensureSweep(client, temporal.taskQueue).catch((error: unknown) => {
  log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'the sweep Schedule was not created');
});
if (config.channels.pacing) {
  const paces = channels.names.flatMap((channel) => {
    const sendsPerSecond = channels.find(channel)?.sender.capabilities.sendsPerSecond;
    return sendsPerSecond === undefined ? [] : [{ channel, sendsPerSecond }];
  });
  const queue = { namespace: temporal.namespace, taskQueue: temporal.taskQueue };
  paceSends(connection, { ...queue, paces }).catch((error: unknown) => {
    log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'the pace of channels was not set');
  });
}
const endPulse = startPulse(() => sayWorkerLives(database, temporal.taskQueue), log);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    log.info({ signal }, 'stopping: running activities may finish');
    endPulse();
    workers.shutdown();
  });
}
log.info({ taskQueue: temporal.taskQueue, channels: channels.names }, 'worker running');
await workers.run();
await Promise.all([client.connection.close(), connection.close()]);
await database.close();
log.info('worker stopped');
