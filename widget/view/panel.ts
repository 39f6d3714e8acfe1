import type { BootstrapView } from '#api/routes/widget/schema.ts';
import type { Chat } from '#widget/state/chat.ts';
import type { ChatState } from '#widget/state/store.ts';
import { directionOf } from '#widget/texts/texts-for.ts';
import type { Texts } from '#widget/texts/texts.ts';
import { createComposer } from './composer.ts';
import { ICONS, element, icon } from './element.ts';
import { createLog } from './log.ts';
import { trapFocus } from './trap-focus.ts';

export interface Panel {
  readonly box: HTMLElement;
  /** What screen readers hear, also while the panel is closed. */
  readonly voice: HTMLElement;
  show(state: ChatState, before: ChatState): void;
  focus(): void;
  toEnd(): void;
}

export interface PanelOptions {
  readonly looks: BootstrapView;
  readonly texts: Texts;
  readonly chat: Chat;
  readonly onClose: () => void;
}

/** The open chat: head, what was said, where one writes. */
export function createPanel({ looks, texts, chat, onClose }: PanelOptions): Panel {
  const head = createHead(looks, texts, onClose);
  const say = (text: string) => {
    chat.say(text);
    composer.focus();
  };
  const log = createLog({
    texts,
    language: looks.language,
    greeting: looks.greeting ?? texts.greeting,
    starters: looks.starters,
    actions: { say, again: (key) => chat.again(key) },
  });
  const composer = createComposer(texts, (text) => chat.say(text));
  const words = element('span');
  const retry = element(
    'button',
    { type: 'button', class: 'text-button', onclick: () => chat.reconnect() },
    texts.retry,
  );
  const banner = element('div', { class: 'banner', role: 'status', hidden: true }, words, retry);
  const box = element(
    'div',
    {
      class: 'panel',
      role: 'dialog',
      'aria-modal': 'true',
      'aria-label': looks.title,
      dir: directionOf(looks.language),
      hidden: true,
    },
    head.box,
    banner,
    log.box,
    composer.form,
  );
  trapFocus(box);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') onClose();
  });

  function show(state: ChatState, before: ChatState): void {
    head.show(state);
    const problem = bannerOf(state, texts);
    banner.hidden = problem === '';
    if (words.textContent !== problem) words.textContent = problem;
    retry.hidden = state.phase === 'loading';
    log.show(state, before);
    if (before.phase !== 'ready' || state.agent === before.agent) return;
    if (state.agent !== null) log.note(texts.agentJoined(state.agent));
    else if (before.agent !== null) log.note(texts.agentLeft(before.agent));
  }
  return { box, voice: log.voice, show, focus: () => composer.focus(), toEnd: () => log.toEnd() };
}

function bannerOf({ phase, isOnline }: ChatState, texts: Texts): string {
  if (phase === 'failed') return texts.loadFailed;
  if (phase === 'loading') return texts.loading;
  return isOnline ? '' : texts.offline;
}

function createHead({ title, logo_url: logo }: BootstrapView, texts: Texts, onClose: () => void) {
  const who = element('div', { class: 'who' }, texts.automatic);
  const face = element('div', { class: 'face', 'aria-hidden': 'true' });
  const close = element(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': texts.close, onclick: onClose },
    icon(ICONS.close),
  );
  const box = element(
    'header',
    { class: 'head' },
    face,
    element('div', { class: 'names' }, element('h2', { class: 'title', dir: 'auto' }, title), who),
    close,
  );
  let shown: string | undefined;
  function show({ status, agent }: ChatState): void {
    const line = agent !== null ? texts.withAgent(agent) : status === 'waiting' ? texts.waiting : texts.automatic;
    if (who.textContent !== line) who.textContent = line;
    const name = agent ?? title;
    if (name === shown) return;
    shown = name;
    const letter = [...name.trim()][0]?.toUpperCase() ?? '';
    const picture =
      agent === null && logo !== null ? element('img', { src: logo, alt: '', referrerpolicy: 'no-referrer' }) : letter;
    face.replaceChildren(picture);
    if (typeof picture !== 'string') picture.addEventListener('error', () => face.replaceChildren(letter));
  }
  return { box, show };
}
