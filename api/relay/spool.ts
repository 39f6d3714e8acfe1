import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { workflowIdOf } from '#domain/conversation/address.ts';
import type { ApiMetrics } from '#api/metrics.ts';
import type { Bundle, Delivery, SignalConversation } from '#adapters/temporal/signal-conversation.ts';
import { isRefusedForGood } from './refused-for-good.ts';

/** Where messages wait in Postgres. Order is the order of `add` within one workflow id. */
export interface SpoolStore {
  add(delivery: Delivery): Promise<void>;
  /** Which conversations have messages waiting (at most `limit`), oldest first, and how many wait in all. */
  backlog(limit: number): Promise<{ readonly workflowIds: readonly string[]; readonly total: number }>;
  /**
   * Hands the oldest messages of conversations that no other process drains now to `deliver`, `lanes` conversations at once,
   * those of one in their order and several together, and removes each as it was delivered; stops a conversation at its first failure.
   * A bundle that fails is tried message by message. What is to be given up becomes a dead letter, and its conversation
   * goes on.
   * @returns how many are gone from the spool; about `limit`, when so many wait
   */
  drain(limit: number, lanes: number, deliver: (bundle: Bundle) => Promise<Handover>): Promise<number>;
}

/** What became of kept messages; a failure that may pass is thrown instead. Only one alone is given up. */
export type Handover = 'delivered' | 'given_up';

/**
 * Keeps messages while Temporal is away, or has all it can take, and brings them over in order. In a flood that makes the
 * provider's answer cheap, and what a customer wrote meanwhile goes over in one signal.
 */
export interface Spool {
  /**
   * True while messages of this conversation must go behind those that wait already, Temporal is known to be away, or more
   * would be on their way to it than it takes at once.
   */
  mustKeep(workflowId: string): boolean;
  /** Hands a message over at once; rejects when Temporal does not take it. */
  handOver(delivery: Delivery): Promise<void>;
  /** Notes that Temporal just failed: until the relay has found it back, messages are kept at once. */
  suspectOutage(): void;
  add(delivery: Delivery): Promise<void>;
  /**
   * Starts draining; resolves after a first round, so that what an earlier process kept goes before new messages
   * (unless Postgres or Temporal is away now: then it goes as soon as they are back).
   */
  start(): Promise<void>;
  /** Ends when what waits has been brought over, or a few seconds later. */
  stop(): Promise<void>;
}

/** Pause between two looks at the table, ms: the longest a kept message waits after Temporal is back. */
const ROUND_MS = 1_000;
const BATCH = 100;
/** How long a process that stops goes on bringing messages over. */
const LAST_MS = 5_000;
/** Conversations handed over at once. */
const LANES = 4;
/**
 * While messages still come in, whose answers would have to wait, the relay hands over one conversation after the other and
 * rests so many times as long as it has worked.
 */
const PRESSED_MS = 300;
const REST = 3;
const PRESSED_BATCH = 20;
/** Messages on their way to Temporal at once. Past it, each would only make the others wait. */
const UNDER_WAY = 6;
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
  let underWay = 0;
  let addedAt = 0;
  // From the first message too many until the relay finds nothing left to bring over.
  let flooded = false;
  let waiting = new Set<string>();
  // Messages kept while the table is read are not in its answer yet; they count until the next look.
  let addedMeanwhile = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  let stopped = true;
  let running = false;
  let again = false;
  let lastUntil = 0;
  // By message; a new process counts anew, which only gives a message more chances.
  const refusals = new Map<string, number>();

  const hand = async (bundle: Bundle): Promise<Handover> => {
    const [delivery] = bundle;
    const key = `${workflowIdOf(delivery.address)} ${delivery.signal.message.id}`;
    try {
      await parts.signal(bundle);
    } catch (error) {
      if (bundle.length > 1 || !isRefusedForGood(error, delivery)) throw error;
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
    const wasAway = away;
    try {
      if (wasAway) {
        await parts.probe();
        away = false;
        log.info('Temporal is back');
      }
      for (let left = await look(); left > 0 && (!stopped || Date.now() < lastUntil); left = await look()) {
        const startedAt = Date.now();
        const isPressed = startedAt - addedAt < PRESSED_MS;
        const delivered = await store.drain(isPressed ? PRESSED_BATCH : BATCH, isPressed ? 1 : LANES, hand);
        if (delivered === 0) break;
        if (isPressed) await sleep(Math.min(REST * (Date.now() - startedAt), ROUND_MS));
        log[wasAway ? 'info' : 'debug']({ delivered }, 'kept messages were handed over');
      }
    } catch (error) {
      log.debug({ error: error instanceof Error ? error.name : 'unknown' }, 'the spool could not be drained yet');
    }
    flooded = false;
  };

  const run = () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    clearTimeout(timer);
    round = relay().finally(() => {
      running = false;
      if (!stopped) timer = setTimeout(run, again ? 0 : ROUND_MS);
      again = false;
    });
  };

  return {
    mustKeep: (workflowId) => away || flooded || waiting.has(workflowId),
    async handOver(delivery) {
      underWay += 1;
      flooded ||= underWay >= UNDER_WAY;
      try {
        await parts.signal([delivery]);
      } finally {
        underWay -= 1;
      }
    },
    suspectOutage() {
      away = true;
    },
    async add(delivery) {
      const workflowId = workflowIdOf(delivery.address);
      waiting.add(workflowId);
      addedMeanwhile.add(workflowId);
      addedAt = Date.now();
      await store.add(delivery);
      if (!away && !stopped) run();
    },
    async start() {
      stopped = false;
      run();
      await round;
    },
    async stop() {
      stopped = true;
      // Nobody writes any more: what is left goes over now, not when the next process starts.
      lastUntil = Date.now() + LAST_MS;
      addedAt = 0;
      clearTimeout(timer);
      await round;
      if (!away) await relay();
    },
  };
}
