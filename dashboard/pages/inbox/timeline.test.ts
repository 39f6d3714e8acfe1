import type { Message } from './queries.ts';
import { timelineOf } from './timeline.ts';

function message(seq: number, at: string, author: Message['author'] = 'customer'): Message {
  return {
    id: `m${seq}`,
    seq,
    author,
    author_name: null,
    kind: 'text',
    text: `words ${seq}`,
    turn: 1,
    at,
    status: 'received',
    parts: [],
    attachments: [],
  };
}
const by = { id: 'u1', name: 'Dana' };
const note = { id: 'n1', by, text: 'a note', at: '2026-11-21T10:02:30.000Z' };
const asked = { id: 'e1', type: 'handoff_requested', data: {}, at: '2026-11-21T10:01:30.000Z' };
const moved = { id: 'e2', type: 'stage_changed', data: {}, at: '2026-11-21T10:01:40.000Z' };
const pages = [
  { messages: [message(4, '2026-11-21T10:03:00.000Z', 'system'), message(3, '2026-11-21T10:02:00.000Z', 'human')] },
  { messages: [message(2, '2026-11-21T10:01:00.000Z', 'bot'), message(1, '2026-11-21T10:00:00.000Z')] },
];

describe('a thread', () => {
  test('puts notes and handoffs between the messages', () => {
    const items = timelineOf({ pages, notes: [note], events: [asked, moved], hasOlder: false });
    expect(items.map(({ key }) => key)).toEqual(['m1', 'm2', 'e1', 'm3', 'n1', 'm4']);
    expect(items.map(({ kind }) => kind)).toEqual(['message', 'message', 'event', 'message', 'note', 'marker']);
  });

  test('messages keep their order when the clock of a provider is wrong', () => {
    const early = [{ messages: [message(2, '2026-11-21T09:00:00.000Z'), message(1, '2026-11-21T10:00:00.000Z')] }];
    const items = timelineOf({ pages: early, notes: [], events: [], hasOlder: false });
    expect(items.map(({ key }) => key)).toEqual(['m1', 'm2']);
  });

  test('what was noted before the oldest loaded message waits for it', () => {
    const old = { ...note, id: 'n0', at: '2026-11-21T08:00:00.000Z' };
    const parts = { pages, notes: [old, note], events: [] };
    expect(timelineOf({ ...parts, hasOlder: true }).map(({ key }) => key)).not.toContain('n0');
    expect(timelineOf({ ...parts, hasOlder: false })[0]?.key).toBe('n0');
  });
});
