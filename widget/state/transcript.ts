import type { Item } from './item.ts';

/** The bubbles in their order: what is recorded by its place in the record, what is not yet behind it. */
export interface Transcript {
  readonly items: readonly Item[];
  readonly lastSeq: number;
}

export const EMPTY: Transcript = { items: [], lastSeq: 0 };

/** Adds a bubble, or replaces the one of its key. A recorded one is never replaced by a draft of it. */
export function put(transcript: Transcript, item: Item): Transcript {
  const known = transcript.items.find(({ key }) => key === item.key);
  if (known !== undefined && known.seq !== null && item.seq === null) return transcript;
  const others = transcript.items.filter((other) => other.key !== item.key && !isDraftOf(other, item));
  const items =
    known === undefined || item.seq !== null
      ? [...others, item]
      : transcript.items.map((other) => (other.key === item.key ? item : other));
  return { items: items.sort(inOrder), lastSeq: Math.max(transcript.lastSeq, item.seq ?? 0) };
}

export function remove(transcript: Transcript, key: string): Transcript {
  return { ...transcript, items: transcript.items.filter((item) => item.key !== key) };
}

/** A reply that streams in and the same reply from the record: only the record stays. */
function isDraftOf(draft: Item, recorded: Item): boolean {
  if (draft.state !== 'streaming' || recorded.author !== 'bot' || recorded.seq === null) return false;
  const said = draft.text.trimEnd();
  // The record may have less: answers that it offers as buttons are no words of it.
  return recorded.text.startsWith(said) || said.startsWith(recorded.text);
}

/** Sorting is stable, so what is not recorded keeps its order. */
function inOrder(one: Item, other: Item): number {
  return (one.seq ?? Infinity) === (other.seq ?? Infinity) ? 0 : (one.seq ?? Infinity) - (other.seq ?? Infinity);
}
