import { shownNow, termsOf } from '#domain/promo/to-profile.ts';
import type { DraftContext } from '#domain/store.ts';
import { block, clip } from './blocks.ts';
import { catalogueBlock } from './catalogue-block.ts';
import { INSTRUCTIONS } from './instructions.ts';
import { knowledgeBlock } from './knowledge-block.ts';
import { presentOrder } from './present-order.ts';
import { resourcesBlock } from './resources-block.ts';
import { shopInstructions } from './shop-instructions.ts';

/** System prompt: instructions, then blocks of data; those with nothing to say are left out. */
export function systemPrompt(context: DraftContext, now: Date): string {
  const { tenant, contact } = context;
  const local = localNow(now, tenant.timeZone);
  const talk = [...context.history.slice(-6), ...context.turnMessages].map((message) => message.text).join(' ');
  const blocks = [
    block('shop', [
      { name: tenant.name, currency: tenant.currency, language: tenant.language, time_zone: tenant.timeZone },
    ]),
    block('persona', nonEmpty(clip(tenant.persona, 4_000))),
    block('shop_instructions', shopInstructions(tenant, ['planner', 'knowledge', 'booking'])),
    block(
      'policies',
      tenant.policies.slice(0, 40).map((policy) => clip(policy, 1_000)),
    ),
    block(
      'faq',
      tenant.faq
        .slice(0, 40)
        .map((entry) => ({ question: clip(entry.question, 300), answer: clip(entry.answer, 1_000) })),
    ),
    catalogueBlock(context, talk.slice(-4_000)),
    knowledgeBlock(tenant.knowledge ?? []),
    resourcesBlock(context.resources ?? []),
    block('customer', [
      { name: contact.name, address: contact.address, language: contact.language, notes: contact.notes },
    ]),
    block('summary', nonEmpty(clip(context.summary ?? '', 4_000))),
    block('orders', context.orders.map(presentOrder)),
    block(
      'testimonies',
      shownNow(tenant.testimonies, local.date, 20).map((entry) => ({
        author: entry.author,
        text: clip(entry.text, 600),
        ...(entry.product !== undefined && { product: entry.product }),
      })),
    ),
    block('promotions', context.promoShown ? [] : promotions(context, local.date)),
    block('stage', [context.stage]),
    block('now', [local]),
  ];
  return [INSTRUCTIONS, ...blocks.filter((text) => text !== '')].join('\n\n');
}

function nonEmpty(text: string): string[] {
  return text.trim() === '' ? [] : [text];
}

function promotions(context: DraftContext, today: string) {
  return shownNow(context.tenant.promotions, today, 10).map((offer) => {
    const terms = termsOf(offer, context.tenant.currency);
    return {
      ...(offer.code !== undefined && { code: offer.code }),
      text: clip(offer.text, 600),
      ...(terms !== undefined && { terms }),
      ...(offer.until !== undefined && { until: offer.until }),
    };
  });
}

/** Making a formatter costs more than the rest of a prompt; there are some 400 time zones. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(timeZone, clock);
  return clock;
}

function localNow(now: Date, timeZone: string) {
  const parts = clockOf(timeZone).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((entry) => entry.type === type)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    weekday: part('weekday'),
    time: `${part('hour')}:${part('minute')}`,
    time_zone: timeZone,
  };
}
