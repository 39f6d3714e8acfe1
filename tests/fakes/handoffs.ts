import type { HandoffBook } from '#domain/handoff/handoff-book.ts';

/** A shop whose bot has never needed anybody. */
export function fakeHandoffs(): HandoffBook {
  return {
    list: async () => ({ items: [], next: null }),
    find: async () => undefined,
    ratings: async () => ({
      asked: 0,
      rated: 0,
      average: null,
      counts: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
      holders: [],
    }),
  };
}
