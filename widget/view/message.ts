import type { Item } from '#widget/state/item.ts';
import type { Texts } from '#widget/texts/texts.ts';
import { element } from './element.ts';
import { richText } from './rich-text.ts';

export interface MessageActions {
  /** Says something for the visitor. */
  readonly say: (text: string) => void;
  /** Sends a failed message again. */
  readonly again: (key: string) => void;
}

export interface MessageLooks {
  readonly texts: Texts;
  readonly language: string;
  /** Whether its author and time are told, or stand with a neighbour of the same author. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** One message as a list item. */
export function messageView(item: Item, looks: MessageLooks, actions: MessageActions): HTMLElement {
  const { texts, isFirst, isLast } = looks;
  const { author, state, text } = item;
  const name =
    author === 'visitor' ? texts.you : author === 'agent' ? (item.agent ?? texts.colleague) : texts.assistant;
  const spoken = element('span', { class: 'hidden' }, `${name}: `);
  const bubble =
    text === '' ? null : element('div', { class: 'bubble', dir: 'auto' }, element('span', {}, ...richText(text)));
  const showsName = author === 'agent' && isFirst;
  return element(
    'li',
    { class: `message ${author} ${state}${isLast ? ' last' : ''}${isFirst ? ' first' : ''}` },
    showsName && element('div', { class: 'author', 'aria-hidden': 'true' }, name),
    spoken,
    ...item.attachments.map((attachment) => attachmentView(attachment, texts)),
    bubble,
    ...item.links.map(({ url }) => linkView(url, texts)),
    item.cards.length > 0 && cardsView(item, looks, actions),
    item.choices.length > 0 && choicesView(item, texts, actions),
    footView(item, looks, actions),
  );
}

function footView(item: Item, { texts, language, isLast }: MessageLooks, actions: MessageActions): HTMLElement | null {
  if (item.state === 'failed') {
    return element(
      'div',
      { class: 'foot problem' },
      `${texts.failed} `,
      element('button', { type: 'button', class: 'text-button', onclick: () => actions.again(item.key) }, texts.retry),
    );
  }
  if (item.state === 'sending') return element('div', { class: 'foot' }, texts.sending);
  if (!isLast || item.state === 'streaming') return null;
  const at = new Date(item.at);
  const isToday = at.toDateString() === new Date().toDateString();
  const format = new Intl.DateTimeFormat(language, {
    hour: 'numeric',
    minute: '2-digit',
    ...(!isToday && { day: 'numeric', month: 'short' }),
  });
  return element('time', { class: 'foot', datetime: item.at }, format.format(at));
}

function attachmentView({ kind, url, name }: Item['attachments'][number], texts: Texts): HTMLElement {
  if (url === null) return element('div', { class: 'file' }, name ?? texts.file);
  const link = { href: url, target: '_blank', rel: 'noopener noreferrer' };
  if (kind !== 'image') return element('a', { ...link, class: 'file' }, name ?? texts.file);
  const image = element('img', { src: url, alt: name ?? texts.image, loading: 'lazy', referrerpolicy: 'no-referrer' });
  return element('a', { ...link, class: 'picture' }, image);
}

function linkView(url: string, texts: Texts): HTMLElement {
  return element(
    'a',
    { class: 'action', href: url, target: '_blank', rel: 'noopener noreferrer' },
    texts.pay,
    element('span', { class: 'hidden' }, ` (${texts.newWindow})`),
  );
}

/** Answers to press; once something else was said they are history, and gone. */
function choicesView({ choices }: Item, texts: Texts, { say }: MessageActions): HTMLElement {
  const buttons = choices.map((text) =>
    element('li', {}, element('button', { type: 'button', dir: 'auto', onclick: () => say(text) }, text)),
  );
  return element('ul', { class: 'starters choices', 'aria-label': texts.suggestions }, ...buttons);
}

function cardsView({ cards }: Item, { texts, language }: MessageLooks, { say }: MessageActions): HTMLElement {
  const list = cards.map((card) => {
    const { name, unit, available, image } = card;
    const picture = image === null ? null : productPicture(image);
    const button = element(
      'button',
      { type: 'button', 'aria-label': `${texts.choose}: ${name}`, onclick: () => say(texts.chooseProduct(name)) },
      texts.choose,
    );
    return element(
      'li',
      { class: 'card' },
      picture,
      element('div', { class: 'card-name', dir: 'auto' }, name),
      element(
        'div',
        { class: 'card-price' },
        element('b', {}, priceOf(card, language)),
        unit === 'unit' ? null : ` / ${unit}`,
      ),
      available ? button : element('div', { class: 'sold-out' }, texts.soldOut),
    );
  });
  return element('ul', { class: 'cards', 'aria-label': texts.products, tabindex: 0 }, ...list);
}

/** `48.00 USD` as people of this language write it. */
function priceOf({ price, currency }: Item['cards'][number], language: string): string {
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  });
  return format.format(Number(price));
}

/** A picture that does not load leaves no hole. */
function productPicture(source: string): HTMLElement {
  const image = element('img', { src: source, alt: '', loading: 'lazy', referrerpolicy: 'no-referrer' });
  image.addEventListener('error', () => image.remove());
  return image;
}
