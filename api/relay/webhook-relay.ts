import type { Logger } from 'pino';
import { v5 as nameUuid } from 'uuid';
import type { Feed, PlacedFact } from '#domain/live/feed-event.ts';
import type { StartWebhooks } from '#domain/webhook/webhook-delivery.ts';
import { wantsFact } from '#domain/webhook/webhook-endpoint.ts';
import type { OutgoingFact, WebhookOutbox } from '#domain/webhook/webhook-outbox.ts';
import type { PresentSubject } from '#api/outgoing/present-subject.ts';

/** Facts that nobody rang for are found this soon, ms. */
const LOOK_MS = 1_000;
/** What rings together goes out together, ms. */
const GATHER_MS = 50;
const PAGE = 100;
const TENANTS = 200;

/** Turns facts into webhooks, for shops that have an endpoint; nothing of it happens on the way of a message. */
export interface WebhookRelay {
  start(): void;
  /** Something happened at this tenant's. */
  ring(tenantId: string): void;
  stop(): Promise<void>;
}

export interface WebhookRelayParts {
  readonly feed: Feed;
  readonly outbox: WebhookOutbox;
  readonly present: PresentSubject;
  readonly start: StartWebhooks;
  readonly log: Logger;
}

export function createWebhookRelay(parts: WebhookRelayParts): WebhookRelay {
  let timer: NodeJS.Timeout | undefined;
  let gathering: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  let again = false;
  let running = false;
  let stopped = true;
  // Who had an endpoint when we last looked: for all others a bell is not worth a look.
  let listening = new Set<string>();

  const look = async () => {
    try {
      for (let tenants = await parts.outbox.backlog(TENANTS); tenants.length > 0 && !stopped;) {
        listening = new Set([...tenants, ...[...listening].slice(-10_000)]);
        let moved = 0;
        for (const tenantId of tenants) if (!stopped) moved += await relay(parts, tenantId);
        // What is left is another process' work.
        tenants = moved === 0 ? [] : await parts.outbox.backlog(TENANTS);
      }
    } catch (error) {
      parts.log.debug({ error: nameOf(error) }, 'webhooks could not be relayed yet');
    }
  };
  const run = () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    round = look().finally(() => {
      running = false;
      if (again && !stopped) run();
      again = false;
    });
  };
  return {
    start() {
      stopped = false;
      timer = setInterval(run, LOOK_MS);
    },
    ring(tenantId) {
      if (stopped || !listening.has(tenantId)) return;
      gathering ??= setTimeout(() => {
        gathering = undefined;
        run();
      }, GATHER_MS);
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(gathering);
      await round;
    },
  };
}

/** Answers how many pages were read: 0 = another process has this feed. */
async function relay({ feed, outbox, present, start, log }: WebhookRelayParts, tenantId: string): Promise<number> {
  const leased = await outbox.lease(tenantId);
  if (leased === undefined) return 0;
  try {
    const { facts, place } = await feed.read(tenantId, leased.place, PAGE);
    const wanted = facts.filter(({ type }) => leased.types.some((types) => wantsFact(types, type)));
    const outgoing: OutgoingFact[] = [];
    for (const fact of wanted) outgoing.push(await toOutgoing(present, tenantId, fact));
    const batches = await outbox.put(tenantId, outgoing, place);
    for (const batch of batches) {
      // The rows are there: the sweep starts what can't be started now.
      await start(batch).catch((error: unknown) => log.warn({ error: nameOf(error) }, 'webhooks wait for Temporal'));
    }
    return 1;
  } finally {
    await outbox.release(tenantId);
  }
}

async function toOutgoing(present: PresentSubject, tenantId: string, fact: PlacedFact): Promise<OutgoingFact> {
  const { type, conversationId, subject, at } = fact;
  const shown = await present(tenantId, fact);
  const data = {
    ...(conversationId !== null && { conversation_id: conversationId }),
    ...(subject !== null && { subject }),
    ...(subject !== null && shown !== undefined && { [subject.kind]: shown }),
  };
  const eventId = nameUuid(fact.key, tenantId);
  return { eventId, type, conversationId, payload: JSON.stringify({ type, timestamp: at, data }) };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
