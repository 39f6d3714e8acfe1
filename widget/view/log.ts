import type { Item } from '#widget/state/item.ts';
import type { ChatState } from '#widget/state/store.ts';
import type { Texts } from '#widget/texts/texts.ts';
import { element } from './element.ts';
import { messageView } from './message.ts';
import type { MessageActions } from './message.ts';

/** This near its end the log follows what is new, px. */
const NEAR_PX = 90;

export interface Log {
  readonly box: HTMLElement;
  /** Words for screen readers: one finished message at a time, not the letters of a reply as they come. */
  readonly voice: HTMLElement;
  show(state: ChatState, before: ChatState): void;
  /** A line that says what happened, e.g. who joined. */
  note(text: string): void;
  toEnd(): void;
}

export interface LogOptions {
  readonly texts: Texts;
  readonly language: string;
  readonly greeting: string;
  readonly starters: readonly string[];
  readonly actions: MessageActions;
}

export function createLog(options: LogOptions): Log {
  const { texts, starters, actions } = options;
  const list = element('ul', { class: 'messages' });
  const greeting = greetingView(options.greeting, texts);
  const suggestions = startersView(starters, texts, actions);
  const typing = element(
    'div',
    { class: 'typing', 'aria-hidden': 'true', hidden: true },
    element('i'),
    element('i'),
    element('i'),
  );
  const box = element(
    'div',
    { class: 'log', role: 'log', 'aria-live': 'off', 'aria-label': texts.log, tabindex: 0 },
    list,
    suggestions,
    typing,
  );
  const voice = element('div', { class: 'hidden', 'aria-live': 'polite' });
  const shown = new Map<string, { readonly signature: string; readonly node: HTMLElement }>();
  const notes: { readonly after: string; readonly node: HTMLElement }[] = [];
  let lastKey = '';
  list.append(greeting);

  const isNearEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
  const toEnd = () => {
    box.scrollTop = box.scrollHeight;
  };

  function viewOf(items: readonly Item[], index: number, item: Item): HTMLElement {
    const isFirst = !isSameHand(items[index - 1], item);
    const isLast = !isSameHand(item, items[index + 1]);
    const signature = JSON.stringify([item, isFirst, isLast]);
    const known = shown.get(item.key);
    if (known?.signature === signature) return known.node;
    const node = messageView(item, { ...options, isFirst, isLast }, actions);
    known?.node.replaceWith(node);
    shown.set(item.key, { signature, node });
    return node;
  }

  function place(items: readonly Item[]): void {
    const keys = new Set(items.map(({ key }) => key));
    for (const [key, { node }] of shown) {
      if (keys.has(key)) continue;
      node.remove();
      shown.delete(key);
    }
    const order: HTMLElement[] = [greeting];
    for (const [index, item] of items.entries()) {
      order.push(
        viewOf(items, index, item),
        ...notes.filter(({ after }) => after === item.key).map(({ node }) => node),
      );
    }
    order.push(...notes.filter(({ after }) => !keys.has(after)).map(({ node }) => node));
    let at = list.firstElementChild;
    for (const node of order) {
      if (node === at) at = at.nextElementSibling;
      else list.insertBefore(node, at);
    }
    lastKey = items.at(-1)?.key ?? '';
  }

  return {
    box,
    voice,
    toEnd,
    note(text) {
      const follows = isNearEnd();
      const node = element('li', { class: 'event' }, text);
      notes.push({ after: lastKey, node });
      list.append(node);
      voice.append(element('p', {}, text));
      if (follows) toEnd();
    },
    show(state, before) {
      const { items } = state.transcript;
      const follows = isNearEnd() || items.at(-1)?.state === 'sending';
      if (state.transcript !== before.transcript) place(items);
      suggestions.hidden = starters.length === 0 || items.length > 0 || state.phase !== 'ready';
      typing.hidden = !state.isTyping;
      if (state.phase === 'ready' && before.phase === 'ready') speak(voice, state, before, texts);
      if (follows) toEnd();
    },
  };
}

/** Tells what somebody else has finished saying since the last look. */
function speak(voice: HTMLElement, state: ChatState, before: ChatState, texts: Texts): void {
  const told = new Set(before.transcript.items.filter(isFinished).map(({ key }) => key));
  for (const item of state.transcript.items) {
    if (!isFinished(item) || told.has(item.key)) continue;
    const name = item.author === 'agent' ? (item.agent ?? texts.colleague) : texts.assistant;
    voice.append(element('p', {}, `${name}: ${item.text}`));
  }
  while (voice.childElementCount > 5) voice.firstElementChild?.remove();
}

function isFinished({ author, state }: Item): boolean {
  return author !== 'visitor' && state === 'sent';
}

function isSameHand(one: Item | undefined, other: Item | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return one.author === other.author && one.agent === other.agent && one.state !== 'failed';
}

function greetingView(text: string, texts: Texts): HTMLElement {
  const spoken = element('span', { class: 'hidden' }, `${texts.assistant}: `);
  return element(
    'li',
    { class: 'message bot last first' },
    spoken,
    element('div', { class: 'bubble', dir: 'auto' }, text),
  );
}

function startersView(starters: readonly string[], texts: Texts, { say }: MessageActions): HTMLElement {
  const buttons = starters.map((text) =>
    element('button', { type: 'button', dir: 'auto', onclick: () => say(text) }, text),
  );
  return element(
    'ul',
    { class: 'starters', 'aria-label': texts.suggestions, hidden: true },
    ...buttons.map((button) => element('li', {}, button)),
  );
}
