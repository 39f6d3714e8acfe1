import type { InboundAttachment } from '#domain/message/inbound.ts';
import { offeredChoices } from '#domain/message/offered-choices.ts';
import type { Product } from '#domain/product/product.ts';
import type { WidgetHistory, WidgetMessage } from '#domain/widget/history.ts';
import { NO_WIDGET } from '#domain/widget/settings.ts';
import type { StoredConnection } from '#api/records.ts';
import { cardsOf } from './cards.ts';
import type { BootstrapView, WidgetMessageView, WidgetStateView } from './schema.ts';

const DEFAULT_ACCENT = '#1f4b99';
/** Answers that fit the width of a phone. */
const BUTTONS = { buttons: 10, buttonTitle: 40 };
const AUTHORS = { customer: 'visitor', bot: 'bot', human: 'agent' } as const;

export function presentBootstrap({ tenant, language, widget = NO_WIDGET }: StoredConnection): BootstrapView {
  return {
    tenant: { slug: tenant.slug, name: tenant.name },
    title: widget.title ?? tenant.name,
    greeting: widget.greeting ?? null,
    language: widget.language ?? language ?? 'en',
    position: widget.position ?? 'right',
    accent: widget.accent ?? DEFAULT_ACCENT,
    logo_url: widget.logoUrl ?? null,
    starters: [...(widget.starters ?? [])],
  };
}

export function presentState(history: WidgetHistory | undefined): WidgetStateView {
  return {
    conversation_id: history?.conversationId ?? null,
    status: history?.status ?? 'bot',
    agent: history?.status === 'human' ? history.agent : null,
  };
}

/** A message as its visitor sees it: no receipts, no ids of ours. */
export function presentMessage(message: WidgetMessage, catalogue: readonly Product[]): WidgetMessageView {
  const { seq, author, agent, turn, at, providerMessageId } = message;
  const { text, choices } =
    author === 'bot' ? offeredChoices(message.text, BUTTONS) : { text: message.text, choices: [] };
  return {
    seq,
    author: AUTHORS[author],
    agent,
    text,
    turn,
    at,
    // The visitor's own id stands before the slash.
    message_id: providerMessageId === null ? null : providerMessageId.slice(providerMessageId.indexOf('/') + 1),
    attachments: message.attachments.map(presentAttachment),
    cards: cardsOf(message, catalogue),
    choices: choices.map(({ title }) => title),
    links: linksOf(message),
  };
}

function presentAttachment({
  kind,
  ref,
  fileName,
  label,
}: InboundAttachment): WidgetMessageView['attachments'][number] {
  const url = ref !== undefined && ref.startsWith('https://') ? ref : null;
  return { kind, url, name: fileName ?? label ?? null };
}

function linksOf({ receipts }: WidgetMessage): WidgetMessageView['links'] {
  return receipts.flatMap(({ effect }) => {
    const url = typeof effect === 'object' && effect !== null && 'url' in effect ? effect.url : undefined;
    return typeof url === 'string' && /^https?:\/\//.test(url) ? [{ kind: 'payment' as const, url }] : [];
  });
}
