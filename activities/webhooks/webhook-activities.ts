import { ApplicationFailure } from '@temporalio/common';
import { FetchRefused, FetchUnavailable } from '#domain/http/fetch-errors.ts';
import { retryWaitMs } from '#domain/webhook/retry-wait.ts';
import type { WebhookBatch } from '#domain/webhook/webhook-delivery.ts';
import type { DueWebhook, WebhookOutcome } from '#domain/webhook/webhook-desk.ts';
import type { ActivityDeps } from '#activities/deps.ts';
import { withHeartbeat } from '#activities/with-heartbeat.ts';

const TIMEOUT_MS = 15_000;
const GONE = 410;
/** Batches that one sweep starts; the next sweep takes the others. */
const SWEPT = 500;
const PRUNED = 10_000;

export interface WebhookActivities {
  pendingWebhooks(batch: WebhookBatch): Promise<readonly string[]>;
  /** Tries once; fails, with the time of the next try, as long as there is one. */
  postWebhook(delivery: { readonly tenantId: string; readonly id: string }): Promise<string>;
}

export interface WebhookSweepActivities {
  /** Starts what nobody carries out, and forgets what is old; answers how many were started. */
  sweepWebhooks(): Promise<number>;
}

type Deps = Pick<ActivityDeps, 'webhooks' | 'clock' | 'faults'>;

export function createWebhookActivities(deps: Deps): {
  readonly webhooks: WebhookActivities;
  readonly sweep: WebhookSweepActivities;
} {
  const { desk } = deps.webhooks;
  return {
    webhooks: {
      pendingWebhooks: (batch) => desk.pending(batch),
      postWebhook: ({ tenantId, id }) =>
        withHeartbeat(async () => {
          const due = await desk.open(tenantId, id);
          if (due === undefined) return 'settled before';
          const outcome = await attempt(deps, due);
          deps.faults.hit('webhook.posted');
          await desk.settle(tenantId, id, outcome);
          if (outcome.kind !== 'failed') return outcome.kind;
          throw ApplicationFailure.create({
            message: outcome.error,
            type: 'WebhookFailed',
            nextRetryDelay: outcome.waitMs,
          });
        }),
    },
    sweep: {
      async sweepWebhooks() {
        const batches = await desk.overdue(SWEPT);
        for (const batch of batches) await deps.webhooks.start(batch);
        await desk.prune(PRUNED);
        await deps.webhooks.pruneFeed(PRUNED);
        return batches.length;
      },
    },
  };
}

async function attempt({ webhooks, clock }: Deps, due: DueWebhook): Promise<WebhookOutcome> {
  if (!due.isActive) return { kind: 'dead', status: null, error: 'the endpoint is switched off', isGone: false };
  let status: number | null = null;
  let asked: number | null = null;
  let error: string;
  try {
    const headers = webhooks.sign({ ...due, at: clock() }, due.secrets);
    const answer = await webhooks.poster.post(due.url, due.payload, headers, TIMEOUT_MS);
    ({ status, retryAfterMs: asked } = answer);
    if (status >= 200 && status < 300) return { kind: 'delivered', status };
    error = `the receiver answered ${status}`;
  } catch (failure) {
    // An address that is not on the public internet is not tried again.
    if (failure instanceof FetchRefused) return { kind: 'dead', status, error: failure.message, isGone: false };
    if (!(failure instanceof FetchUnavailable)) throw failure;
    error = failure.message;
  }
  if (status === GONE) return { kind: 'dead', status, error: 'the receiver is gone for good', isGone: true };
  const wait = retryWaitMs(due.attempts + 1, webhooks.firstRetryMs);
  if (wait === undefined) return { kind: 'dead', status, error, isGone: false };
  return { kind: 'failed', status, error, waitMs: Math.max(wait, asked ?? 0) };
}
