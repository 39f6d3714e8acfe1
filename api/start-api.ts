import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { ConversationVault } from '#domain/privacy/vault.ts';
import { createApp } from './app.ts';
import type { ApiDeps } from './deps.ts';
import { serve } from './lifecycle.ts';
import { createApiMetrics } from './metrics.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { identifyToken } from '#api/middleware/authenticate.ts';
import type { AgentDesk } from '#api/prompts/agent-desk.ts';
import { createPromptLab } from '#api/prompts/prompt-lab.ts';
import { createAskQuestion } from '#api/questions/ask-question.ts';
import type { WidgetService } from './widget-service.ts';
import { createConnectionDirectory } from '#api/conversations/connections.ts';
import { createConversationGateway } from '#api/conversations/gateway.ts';
import type { SignalConversation } from '#adapters/temporal/signal-conversation.ts';
import { createLiveDesk } from '#api/realtime/live/live-desk.ts';
import type { LiveParts } from '#api/realtime/live/live-parts.ts';
import { createLiveSockets } from '#api/realtime/live/live-sockets.ts';
import { createTurnReplies } from '#api/realtime/turn-replies.ts';
import type { ConversationNotices } from '#api/realtime/turn-replies.ts';
import type { WorkerPulse } from '#api/realtime/worker-pulse.ts';
import { createPresentSubject } from '#api/outgoing/present-subject.ts';
import { createSpool } from '#api/relay/spool.ts';
import { createWebhookRelay } from '#api/relay/webhook-relay.ts';
import type { SpoolStore } from '#api/relay/spool.ts';
import { probeTemporal, readinessProbes } from '#api/routes/health/probes.ts';
import { createReadiness } from '#api/routes/health/readiness.ts';

/** What `startApi` makes of the parts. */
type Made =
  | 'metrics'
  | 'clock'
  | 'connections'
  | 'gateway'
  | 'replies'
  | 'live'
  | 'ask'
  | 'agents'
  | 'widget'
  | 'readiness'
  | 'closing';

/** What an API process stands on; `server.ts` opens it, tests bring their own. */
export interface ApiParts extends Omit<ApiDeps, Made> {
  readonly listen: {
    readonly port: number;
    readonly host?: string;
    readonly graceMs: number;
    readonly drainMs: number;
  };
  readonly temporal: { readonly client: Client; readonly namespace: string; readonly taskQueue: string };
  /** Hands a message to Temporal; it must give up soon, since the message is then kept in Postgres. */
  readonly signal: SignalConversation;
  readonly agents: Omit<AgentDesk, 'lab'>;
  readonly widget: Omit<WidgetService, 'notices'>;
  readonly spool: SpoolStore;
  readonly notices: ConversationNotices;
  readonly live: LiveParts;
  readonly pulse: Pick<WorkerPulse, 'isSilent'>;
  readonly contactKey: (channelId: string, recipient: string) => string;
  readonly vault: ConversationVault;
}

export interface RunningApi {
  readonly port: number;
  /** Serves what has begun, then stops; `parts` stay open. */
  stop(): Promise<void>;
}

const FIRST_ROUND_MS = 5_000;

/** Starts listening once what an earlier process kept in the spool is on its way. */
export async function startApi(parts: ApiParts): Promise<RunningApi> {
  const { log, records, signal, temporal } = parts;
  const clock = () => new Date();
  const metrics = createApiMetrics();
  const spool = createSpool({ store: parts.spool, signal, probe: () => probeTemporal(temporal), metrics, log });
  const readiness = createReadiness(readinessProbes({ ...temporal, records, clock, pulse: parts.pulse }), clock);
  const closing = new AbortController();
  const live = createLiveDesk(parts.live, {
    log,
    publicUrl: parts.settings.publicUrl,
    identify: (token) => identifyToken(parts, token),
    counted: (connections) => metrics.live.set(connections),
    tenantOf: (caller, slug) => tenantFor(records, caller, slug),
  });
  const sockets = createLiveSockets(live);
  const webhooks = createWebhookRelay({
    ...parts.webhooks,
    feed: parts.live.feed,
    present: createPresentSubject({ ...parts, subjects: parts.webhooks.subjects, endpoints: parts.webhooks.book }),
    log,
  });
  parts.live.notices.onRing((tenantId) => webhooks.ring(tenantId));
  const app = createApp({
    ...parts,
    metrics,
    clock,
    connections: createConnectionDirectory(records, clock),
    gateway: createConversationGateway({
      spool,
      contactKey: parts.contactKey,
      vault: parts.vault,
      metrics,
      log,
    }),
    replies: createTurnReplies(records, parts.notices),
    live,
    ask: createAskQuestion(temporal.client, { taskQueue: temporal.taskQueue, limitMs: parts.settings.replyWaitMs }),
    agents: {
      ...parts.agents,
      lab: createPromptLab(temporal.client, {
        taskQueue: temporal.taskQueue,
        limitMs: parts.settings.replyWaitMs,
        vault: parts.vault,
      }),
    },
    widget: { ...parts.widget, notices: parts.notices },
    readiness,
    closing: closing.signal,
  });
  // Postgres may be away right now; messages can still be taken then.
  await Promise.race([spool.start(), sleep(FIRST_ROUND_MS, undefined, { ref: false })]);
  const service = await serve(app, { ...parts.listen, readiness, closing, log, upgrade: sockets.upgrade });
  webhooks.start();
  log.info({ port: service.port }, 'listening');
  return {
    port: service.port,
    async stop() {
      sockets.drain();
      live.drain();
      await service.stop();
      await live.stop();
      await webhooks.stop();
      await spool.stop();
    },
  };
}
