import { holds } from './outcome.ts';
import { toOutcome } from './burst.ts';
import type { FloodEvidence } from './burst.ts';

const FIRST = { chatId: 1, messages: 10, turns: 1 };
const SECOND = { chatId: 2, messages: 10, turns: 1 };

const GOOD: FloodEvidence = {
  chats: [1, 2],
  acks: [10, 20, 30],
  tookMs: 1_000,
  cpu: { api: 30 },
  repliesOf: () => 1,
  recorded: [FIRST, SECOND],
};

function broken(evidence: Partial<FloodEvidence>): readonly string[] {
  const outcome = toOutcome({ ...GOOD, ...evidence });
  return outcome.bars.filter((bar) => !holds(bar)).map((bar) => bar.name);
}

test('a flood that was answered once and kept whole passes', () => {
  expect(broken({})).toEqual([]);
  expect(toOutcome(GOOD).violations).toEqual([]);
});

test.each<[string, Partial<FloodEvidence>, string]>([
  ['a lost message', { recorded: [{ ...FIRST, messages: 9 }, SECOND] }, 'messages lost'],
  ['a conversation without a record', { recorded: [FIRST] }, 'messages lost'],
  ['a message twice', { recorded: [{ ...FIRST, messages: 11 }, SECOND] }, 'messages recorded twice'],
  ['a burst without a reply', { repliesOf: (chat) => (chat === 1 ? 0 : 1) }, 'bursts without a reply'],
  ['two replies', { repliesOf: (chat) => (chat === 1 ? 2 : 1) }, 'replies beyond one a burst'],
  ['two turns', { recorded: [{ ...FIRST, turns: 2 }, SECOND] }, 'bursts read by more than one turn'],
  ['slow answers', { acks: [10, 500] }, 'webhook answered, p95'],
])('%s is found', (_what, evidence, bar) => {
  expect(broken(evidence)).toEqual([bar]);
});
