import { setTimeout as sleep } from 'node:timers/promises';
import { createChatNumbers } from '#bench/load/chats.ts';
import { inRandomOrder } from '#bench/load/in-random-order.ts';
import { startCpuMeter } from '#bench/measure/cpu-meter.ts';
import type { CpuUse } from '#bench/measure/cpu-meter.ts';
import { percentile } from '#bench/measure/stats.ts';
import type { BenchOptions } from '#bench/options.ts';
import type { Stack } from '#bench/stack/stack.ts';
import { createColloquy } from '#bench/subjects/colloquy.ts';
import type { Colloquy } from '#bench/subjects/colloquy.ts';
import type { TelegramUpdateBody } from '#tests/fakes/telegram-updates.ts';
import type { Outcome } from './outcome.ts';
import type { Progress } from './turns.ts';

/** Messages of each customer's burst. */
const BURST = 10;
/** Webhooks that the provider delivers a second time. */
const DUPLICATES = 0.1;
const CONCURRENCY = 20;
/** Customers of the small flood before the one that is measured. */
const WARM_UP = 40;
/** What follows a reply, summary and profile, has an end by then. */
const AFTER_REPLIES_MS = 10_000;
/** Longer than the gaps between one customer's messages in the shuffle, so that they are one burst. */
const TIMINGS = { quietMs: 20_000, burstCapMs: 300_000 };
const REPLY_LIMIT_MS = 180_000;
const SEED = 5;

/**
 * A flood of webhooks: every customer writes ten messages, some are delivered twice, all in random order. Each burst
 * shall get one reply that read all of it, and the provider its answer at once.
 */
export async function benchBurst(stack: Stack, options: BenchOptions, progress: Progress): Promise<Outcome> {
  const subject = await createColloquy(stack, TIMINGS);
  await subject.start();
  try {
    const numbers = createChatNumbers(9_000_001);
    progress('warming up');
    const first = await warmUp(stack, subject, numbers.take(WARM_UP));
    progress(
      `of the first ${first.length} webhooks of the process 95 % were answered within ${percentile(first, 0.95).toFixed(0)} ms`,
    );
    return await flood(stack, subject, numbers.take(options.conversations), progress);
  } finally {
    await subject.stop();
  }
}

/** A small flood of its own: code is compiled and connections are open, as in a process that has run for a while. */
async function warmUp(stack: Stack, subject: Colloquy, chats: readonly number[]): Promise<readonly number[]> {
  const acks = await postAll(subject, deliveriesOf(subject, chats));
  await Promise.all(chats.map((chat) => stack.board.after(chat, 0, REPLY_LIMIT_MS)));
  await sleep(AFTER_REPLIES_MS);
  return acks;
}

/** Each customer's burst, some of it twice, in random order. */
function deliveriesOf({ inbound }: Colloquy, chats: readonly number[]): TelegramUpdateBody[] {
  const unique = chats.flatMap((chat) => Array.from({ length: BURST }, (_, index) => ({ chat, index: index + 1 })));
  const updates = unique.map(({ chat, index }) => inbound.update(chat, `message ${index} of ${BURST}`));
  const again = updates.filter((_, index) => index % Math.round(1 / DUPLICATES) === 0);
  return inRandomOrder([...updates, ...again], SEED);
}

/** Posts them, so many at once as a provider does; answers how long each answer took, ms. */
async function postAll({ inbound }: Colloquy, deliveries: TelegramUpdateBody[]): Promise<number[]> {
  const acks: number[] = [];
  const lane = async (): Promise<void> => {
    for (let update = deliveries.shift(); update !== undefined; update = deliveries.shift()) {
      const sentAt = performance.now();
      await inbound.post(update);
      acks.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  return acks;
}

async function flood(stack: Stack, subject: Colloquy, chats: readonly number[], progress: Progress): Promise<Outcome> {
  const deliveries = deliveriesOf(subject, chats);
  progress(`${deliveries.length} webhooks of ${chats.length} conversations, ${CONCURRENCY} at once`);
  const meter = startCpuMeter([...stack.processes(), ...subject.processes()]);
  const startedAt = performance.now();
  const acks = await postAll(subject, deliveries);
  const tookMs = performance.now() - startedAt;
  const cpu = meter.used();
  progress(`taken in ${(tookMs / 1_000).toFixed(1)} s; waiting for the replies`);
  await Promise.all(chats.map((chat) => stack.board.after(chat, 0, REPLY_LIMIT_MS)));
  // A second reply to the same burst would come with the next quiet window.
  await sleep(TIMINGS.quietMs);
  return toOutcome({
    chats,
    acks,
    tookMs,
    cpu,
    repliesOf: (chat) => stack.board.all(chat).length,
    recorded: await subject.recorded(),
  });
}

/** What the customers and the record say of one flood. */
export interface FloodEvidence {
  readonly chats: readonly number[];
  /** Webhook POST to its answer, ms. */
  readonly acks: readonly number[];
  readonly tookMs: number;
  /** Used until the last webhook was answered, ms. */
  readonly cpu: CpuUse;
  readonly repliesOf: (chat: number) => number;
  /** Messages on record by chat, and the turns that answered them. */
  readonly recorded: readonly { readonly chatId: number; readonly messages: number; readonly turns: number }[];
}

export function toOutcome({ chats, acks, tookMs, cpu, repliesOf, recorded }: FloodEvidence): Outcome {
  const kept = new Map(recorded.map((entry) => [entry.chatId, entry]));
  const lost = chats.reduce((total, chat) => total + Math.max(0, BURST - (kept.get(chat)?.messages ?? 0)), 0);
  const twice = chats.reduce((total, chat) => total + Math.max(0, (kept.get(chat)?.messages ?? 0) - BURST), 0);
  const silent = chats.filter((chat) => repliesOf(chat) === 0).length;
  const surplus = chats.reduce((total, chat) => total + Math.max(0, repliesOf(chat) - 1), 0);
  const split = chats.filter((chat) => (kept.get(chat)?.turns ?? 1) > 1).length;
  const p95 = percentile(acks, 0.95);
  const none = (name: string, value: number) => ({ name, value, limit: 0, direction: '<=' as const, unit: '' });
  return {
    tables: [
      {
        title: `a flood of webhooks, ${CONCURRENCY} at once, ${DUPLICATES * 100} % delivered twice, random order`,
        columns: ['webhooks', 'conversations', 'a second', 'ack p50 ms', 'p95 ms', 'p99 ms', 'max ms', 'replies'],
        rows: [
          [
            acks.length,
            chats.length,
            (acks.length * 1_000) / tookMs,
            percentile(acks, 0.5),
            p95,
            percentile(acks, 0.99),
            percentile(acks, 1),
            chats.reduce((total, chat) => total + repliesOf(chat), 0),
          ],
        ],
      },
      {
        title: 'CPU ms a webhook, until the last one was answered',
        columns: Object.keys(cpu),
        rows: [Object.values(cpu).map((used) => used / acks.length)],
      },
    ],
    bars: [
      none('messages lost', lost),
      none('messages recorded twice', twice),
      none('bursts without a reply', silent),
      none('replies beyond one a burst', surplus),
      none('bursts read by more than one turn', split),
      { name: 'webhook answered, p95', value: p95, limit: 100, direction: '<=', unit: ' ms' },
    ],
    violations: [
      ...(lost > 0 ? [`${lost} messages were lost`] : []),
      ...(twice > 0 ? [`${twice} messages were recorded twice`] : []),
      ...(silent > 0 ? [`${silent} bursts got no reply`] : []),
      ...(surplus > 0 ? [`${surplus} replies beyond one a burst`] : []),
    ],
    kept: 'Every burst got one reply, and no message was lost or recorded twice.',
    data: { acks: acks.length, tookMs, p50: percentile(acks, 0.5), p95, lost, twice, silent, surplus, split },
  };
}
