import type { Item } from './item.ts';
import { EMPTY, put, remove } from './transcript.ts';

function item(key: string, more: Partial<Item> = {}): Item {
  return {
    key,
    author: 'visitor',
    agent: null,
    text: key,
    at: '2026-11-21T10:00:00.000Z',
    seq: null,
    state: 'sent',
    attachments: [],
    cards: [],
    choices: [],
    links: [],
    ...more,
  };
}

const keys = (items: readonly Item[]) => items.map(({ key }) => key);

test('the record gives the order, what is not recorded yet stands last', () => {
  const items = [item('mine'), item('b', { seq: 2 }), item('later'), item('a', { seq: 1 })];
  const transcript = items.reduce(put, EMPTY);
  expect(keys(transcript.items)).toEqual(['a', 'b', 'mine', 'later']);
  expect(transcript.lastSeq).toBe(2);
});

test('a message keeps its bubble from being sent to being recorded, and is there once', () => {
  const sending = put(EMPTY, item('mine', { state: 'sending' }));
  const recorded = put(sending, item('mine', { seq: 1 }));
  expect(recorded.items).toEqual([item('mine', { seq: 1 })]);
  // The answer of the request comes after the event: it says nothing new.
  expect(put(recorded, item('mine', { state: 'failed' }))).toBe(recorded);
});

test('a reply that streams in gives way to the recorded one, whichever came first', () => {
  const draft = item('draft:1', { author: 'bot', state: 'streaming', text: 'Hello, ' });
  const reply = item('reply:1', { author: 'bot', seq: 2, text: 'Hello, you' });
  expect(put(put(EMPTY, draft), reply).items).toEqual([reply]);
  const shorter = { ...reply, text: 'Which?' };
  expect(put(put(EMPTY, { ...draft, text: 'Which?\n1. A\n2. B' }), shorter).items).toEqual([shorter]);
  const other = item('reply:0', { author: 'bot', seq: 1, text: 'Something else' });
  expect(keys(put(put(EMPTY, draft), other).items)).toEqual(['reply:0', 'draft:1']);
});

test('a draft that is given up leaves no trace', () => {
  expect(remove(put(EMPTY, item('draft:1')), 'draft:1').items).toEqual([]);
});
