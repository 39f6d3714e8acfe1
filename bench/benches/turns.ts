import { createChatNumbers } from '#bench/load/chats.ts';
import type { ChatNumbers } from '#bench/load/chats.ts';
import { runClosedLoop } from '#bench/load/closed-loop.ts';
import { WORDS } from '#bench/load/words.ts';
import type { Workload } from '#bench/load/words.ts';
import type { HistoryCost } from '#bench/measure/history.ts';
import type { BenchOptions } from '#bench/options.ts';
import type { Stack } from '#bench/stack/stack.ts';
import type { Subject } from '#bench/subjects/subject.ts';
import { measureHistoryCost } from './history-cost.ts';
import { measureLongConversation } from './long-conversation.ts';
import type { LongConversation } from './long-conversation.ts';
import { measureTurns } from './measure-turns.ts';
import type { CellResult } from './measure-turns.ts';
import type { Outcome } from './outcome.ts';
import { historyBars, longBars, ratioBars } from './turn-bars.ts';
import { historyTable, longTable, turnTable } from './turn-tables.ts';

/** What one subject's histories cost, by workload. */
export interface SubjectHistory {
  readonly subject: Subject['name'];
  readonly workload: Workload;
  readonly cost: HistoryCost;
}

/** Writes one line about what is being measured now. */
export type Progress = (line: string) => void;

/**
 * Turns from inbound POST to reply. The subjects take turns (A, B, B, A …), each alone on the machine, because
 * repeats of such runs differ by a tenth or two, and whoever comes later finds a Temporal that holds more. One round
 * alone favours the first.
 */
export async function benchTurns(
  stack: Stack,
  subjects: readonly Subject[],
  options: BenchOptions,
  progress: Progress,
): Promise<Outcome> {
  const numbers = createChatNumbers();
  const cells: CellResult[] = [];
  const histories: SubjectHistory[] = [];
  const violations: string[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const subject of round % 2 === 1 ? subjects : subjects.toReversed()) {
      progress(`round ${round} of ${options.rounds}: ${subject.name}`);
      await subject.start();
      try {
        cells.push(...(await measureCells(stack, subject, { options, numbers, violations })));
        if (round === 1) histories.push(...(await measureHistories(stack, subject, numbers)));
      } finally {
        await subject.stop();
      }
    }
  }
  const ours = subjects.find(({ name }) => name === 'colloquy');
  const long = ours && options.long > 0 ? await runLong(stack, ours, { options, numbers, progress }) : undefined;
  if (long !== undefined && long.unanswered > 0)
    violations.push(`${long.unanswered} turns of the long conversation were not answered`);
  return {
    tables: [turnTable(cells), historyTable(histories), ...(long === undefined ? [] : [longTable(long)])],
    bars: [...ratioBars(cells), ...historyBars(histories), ...longBars(long)],
    violations,
    data: { cells, histories, long },
  };
}

async function runLong(
  stack: Stack,
  subject: Subject,
  context: { readonly options: BenchOptions; readonly numbers: ChatNumbers; readonly progress: Progress },
): Promise<LongConversation> {
  const { options, numbers, progress } = context;
  progress(`one conversation of ${options.long} turns`);
  await subject.start();
  try {
    const chats = { warmUp: numbers.take(10), chat: numbers.take(1)[0] ?? 0 };
    return await measureLongConversation(stack, subject, chats, options.long);
  } finally {
    await subject.stop();
  }
}

interface CellContext {
  readonly options: BenchOptions;
  readonly numbers: ChatNumbers;
  readonly violations: string[];
}

async function measureCells(stack: Stack, subject: Subject, context: CellContext): Promise<readonly CellResult[]> {
  const { options, numbers } = context;
  await stack.setModelLatency(0);
  await runClosedLoop(subject, stack.board, { chats: numbers.take(20), turns: 3, concurrency: 10, text: WORDS.tool });
  const results: CellResult[] = [];
  for (const latencyMs of options.latencyMs) {
    await stack.setModelLatency(latencyMs);
    for (const concurrency of options.concurrency) {
      for (const workload of latencyMs === 0 ? (['tool', 'plain'] as const) : (['tool'] as const)) {
        const chats = numbers.take(chatCount(options, concurrency));
        const cell = { workload, concurrency, latencyMs, chats, turns: options.turns };
        const result = await measureTurns(stack, subject, cell);
        results.push(result);
        context.violations.push(...(await violationsOf(subject, result, chats)));
      }
    }
  }
  await stack.setModelLatency(0);
  return results;
}

/** All conversations at the highest concurrency, a share of them below it: those runs take longer a turn. */
function chatCount(options: BenchOptions, concurrency: number): number {
  const highest = Math.max(...options.concurrency);
  const share = concurrency === highest ? 1 : concurrency === 1 ? 0.2 : 0.5;
  return Math.max(concurrency, Math.ceil(options.conversations * share));
}

async function violationsOf(
  subject: Subject,
  result: CellResult,
  chats: readonly number[],
): Promise<readonly string[]> {
  const where = `${subject.name}, ${result.workload} turns at concurrency ${result.concurrency}, model ${result.latencyMs} ms`;
  const known = new Set(chats);
  const orders = (await subject.orders()).filter(({ chatId }) => known.has(chatId));
  const twice = orders.filter((count) => count.orders > 1).length;
  const expected = result.workload === 'tool' ? result.turns : 0;
  return [
    ...(result.unanswered > 0 ? [`${where}: ${result.unanswered} turns were not answered`] : []),
    ...(result.surplus > 0 ? [`${where}: ${result.surplus} replies too many`] : []),
    ...(twice > 0 ? [`${where}: ${twice} messages were ordered twice`] : []),
    ...(orders.length === expected ? [] : [`${where}: ${orders.length} messages led to orders, expected ${expected}`]),
  ];
}

async function measureHistories(
  stack: Stack,
  subject: Subject,
  numbers: ChatNumbers,
): Promise<readonly SubjectHistory[]> {
  const results: SubjectHistory[] = [];
  for (const workload of ['tool', 'plain'] as const) {
    results.push({
      subject: subject.name,
      workload,
      cost: await measureHistoryCost(stack, subject, workload, numbers.take(4)),
    });
  }
  return results;
}
