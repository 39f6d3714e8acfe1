import type { Logger } from 'pino';
import { workflowIdOf } from '#domain/conversation/address.ts';
import type { ApiMetrics } from '#api/metrics.ts';
import type { Delivery, SignalConversation } from '#adapters/temporal/signal-conversation.ts';
import { isRefusedForGood } from './refused-for-good.ts';

/** Where messages wait in Postgres. Order is the order of `add` within one workflow id. */
export interface SpoolStore {
  add(delivery: Delivery): Promise<void>;
  /** Which conversations have messages waiting (at most `limit`), oldest first, and how many wait in all. */
  backlog(limit: number): Promise<{ readonly workflowIds: readonly string[]; readonly total: number }>;
  /**
   * Hands the oldest messages of conversations that no other process drains now to `deliver`, one conversation
   * after the other in order, and removes each as it was delivered; stops a conversation at its first failure.
   * What is to be given up becomes a dead letter, and its conversation goes on.
   * @returns how many are gone from the spool
   */
  drain(limit: number, deliver: (delivery: Delivery) => Promise<Handover>): Promise<number>;
}

/** What became of a kept message; a failure that may pass is thrown instead. */
export type Handover = 'delivered' | 'given_up';

/** Keeps messages while Temporal is away and brings them over, in order, when it is back. */
export interface Spool {
  /** True while messages of this conversation must go behind those that wait already, or Temporal is known to be away. */
  mustKeep(workflowId: string): boolean;
  /** Notes that Temporal just failed: until the relay has found it back, messages are kept at once. */
  suspectOutage(): void;
  add(delivery: Delivery): Promise<void>;
  /**
   * Starts draining; resolves after a first round, so that what an earlier process kept goes before new messages
   * (unless Postgres or Temporal is away now: then it goes as soon as they are back).
   */
  start(): Promise<void>;
  /** Ends after the round in progress. */
  stop(): Promise<void>;
}

/** Pause between two looks at the table, ms: the longest a kept message waits after Temporal is back. */
const ROUND_MS = 1_000;
const BATCH = 200;
/** A message that Temporal refuses for good gets so many chances: the refusal may be a setting somebody is changing. */
const MAX_REFUSALS = 5;

export interface SpoolParts {
  readonly store: SpoolStore;
  readonly signal: SignalConversation;
  /** Resolves when Temporal answers; rejects otherwise. */
  readonly probe: () => Promise<void>;
  readonly metrics: ApiMetrics;
  readonly log: Logger;
}

export function createSpool(parts: SpoolParts): Spool {
  const { store, log } = parts;
  let away = false;
  let waiting = new Set<string>();
  // Messages kept while the table is read are not in its answer yet; they count until the next look.
  let addedMeanwhile = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  let stopped = true;
  // By message; a new process counts anew, which only gives a message more chances.
  const refusals = new Map<string, number>();

  const hand = async (delivery: Delivery): Promise<Handover> => {
    const key = `${workflowIdOf(delivery.address)} ${delivery.signal.message.id}`;
    try {
      await parts.signal(delivery);
    } catch (error) {
      if (!isRefusedForGood(error, delivery)) throw error;
      const count = (refusals.get(key) ?? 0) + 1;
      refusals.set(key, count);
      if (count < MAX_REFUSALS) throw error;
      refusals.delete(key);
      const { channel, tenantSlug } = delivery.address;
      parts.metrics.inbound.inc({ channel, outcome: 'dead_letter' });
      log.error({ channel, tenant: tenantSlug }, 'Temporal refuses a kept message for good; it is a dead letter now');
      return 'given_up';
    }
    refusals.delete(key);
    return 'delivered';
  };

  const look = async () => {
    addedMeanwhile = new Set();
    const { workflowIds, total } = await store.backlog(BATCH * 10);
    parts.metrics.spooled.set(total);
    waiting = new Set([...workflowIds, ...addedMeanwhile]);
    return total;
  };

  const relay = async () => {
    try {
      if (away) {
        await parts.probe();
        away = false;
        log.info('Temporal is back');
      }
      for (let left = await look(); left > 0 && !stopped; left = await look()) {
        const delivered = await store.drain(BATCH, hand);
        if (delivered === 0) break;
        log.info({ delivered }, 'kept messages were handed over');
      }
    } catch (error) {
      log.debug({ error: error instanceof Error ? error.name : 'unknown' }, 'the spool could not be drained yet');
    }
  };

  const schedule = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      round = relay().finally(schedule);
    }, ROUND_MS);
  };

  return {
    mustKeep: (workflowId) => away || waiting.has(workflowId),
    suspectOutage() {
      away = true;
    },
    async add(delivery) {
      const workflowId = workflowIdOf(delivery.address);
      waiting.add(workflowId);
      addedMeanwhile.add(workflowId);
      await store.add(delivery);
    },
    async start() {
      stopped = false;
      round = relay().finally(schedule);
      await round;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
