import type { BootstrapView } from '#api/routes/widget/schema.ts';
import type { Chat } from '#widget/state/chat.ts';
import type { ChatState, Store } from '#widget/state/store.ts';
import { directionOf, textsFor } from '#widget/texts/texts-for.ts';
import { contrast, readableOn } from './colours.ts';
import { ICONS, element, icon } from './element.ts';
import { createPanel } from './panel.ts';
import { STYLES } from './styles.ts';

export interface Widget {
  open(): void;
  close(): void;
}

/** Against white, words and thin lines need this much (WCAG AA). */
const READABLE = 4.5;
const INK = '#111827';

/** Puts the chat on the page, in a shadow root of its own. `place` remembers whether it stands open. */
export function mountWidget(
  parts: { readonly looks: BootstrapView; readonly chat: Chat; readonly store: Store },
  place: { readonly isOpen: boolean; readonly remember: (isOpen: boolean) => void },
): Widget {
  const { looks, chat, store } = parts;
  const texts = textsFor(looks.language);
  const panel = createPanel({ ...parts, texts, onClose: () => close() });
  const badge = element('span', { class: 'badge', 'aria-hidden': 'true', hidden: true });
  const picture = element('span', {}, icon(ICONS.chat));
  const launcher = element(
    'button',
    {
      type: 'button',
      class: 'launcher',
      'aria-label': texts.open,
      'aria-expanded': 'false',
      'aria-haspopup': 'dialog',
    },
    picture,
    badge,
  );
  const root = element(
    'div',
    { class: `root ${looks.position}`, lang: looks.language, dir: directionOf(looks.language) },
    panel.box,
    panel.voice,
    launcher,
  );
  const onAccent = readableOn(looks.accent);
  root.style.setProperty('--accent', looks.accent);
  root.style.setProperty('--on-accent', onAccent);
  root.style.setProperty('--accent-text', contrast(looks.accent, '#ffffff') >= READABLE ? looks.accent : INK);
  attach(root);

  let unread = 0;
  const label = () => {
    const isOpen = !panel.box.hidden;
    const news = unread === 0 ? '' : ` (${texts.unread(unread)})`;
    launcher.setAttribute('aria-label', isOpen ? texts.close : `${texts.open}${news}`);
    launcher.setAttribute('aria-expanded', String(isOpen));
    picture.replaceChildren(icon(isOpen ? ICONS.close : ICONS.chat));
    badge.textContent = String(unread);
    badge.hidden = unread === 0;
  };
  function show(): void {
    panel.box.hidden = false;
    root.classList.add('open');
    unread = 0;
    label();
    chat.start();
    panel.toEnd();
    place.remember(true);
  }
  function open(): void {
    show();
    panel.focus();
  }
  function close(): void {
    if (panel.box.hidden) return;
    panel.box.hidden = true;
    root.classList.remove('open');
    label();
    launcher.focus();
    place.remember(false);
  }
  launcher.addEventListener('click', () => (panel.box.hidden ? open() : close()));
  store.subscribe((state, before) => {
    panel.show(state, before);
    if (panel.box.hidden && before.phase === 'ready') {
      unread += newWords(state, before);
      label();
    }
  });
  // Whoever comes from another page of the shop goes on reading; the page keeps its focus.
  if (place.isOpen) show();
  return { open, close };
}

/** How much others have said since the last look. */
function newWords(state: ChatState, before: ChatState): number {
  const count = ({ transcript }: ChatState) =>
    transcript.items.filter(({ author, seq }) => author !== 'visitor' && seq !== null);
  return Math.max(0, count(state).length - count(before).length);
}

function attach(root: HTMLElement): void {
  const host = element('div', { id: 'colloquy-widget' });
  const shadow = host.attachShadow({ mode: 'open' });
  if ('adoptedStyleSheets' in shadow && 'replaceSync' in CSSStyleSheet.prototype) {
    // A sheet made in script passes the page's Content-Security-Policy, a <style> element may not.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    shadow.adoptedStyleSheets = [sheet];
  } else {
    shadow.append(element('style', {}, STYLES));
  }
  shadow.append(root);
  document.body.append(host);
}
