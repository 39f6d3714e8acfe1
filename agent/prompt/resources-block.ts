import type { OpeningInterval, Resource } from '#domain/booking/resource.ts';
import { formatMoney } from '#domain/money/format-money.ts';
import { clockOf } from '#domain/time/local-time.ts';
import { block, clip } from './blocks.ts';

const SHOWN = 60;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** What can be booked, one line each; free times are looked up. */
export function resourcesBlock(resources: readonly Resource[]): string {
  return block(
    'resources',
    resources.slice(0, SHOWN).map((one) => ({
      name: one.name,
      kind: one.kind,
      category: one.category,
      aliases: one.aliases.slice(0, 8),
      description: clip(one.description, 300),
      slot_minutes: one.slotMinutes,
      longest_minutes: one.slotMinutes * one.mostSlots,
      open: openingOf(one.opening),
      price_a_slot: formatMoney(one.priceMinor, one.currency),
      other_prices: one.priceRules.map((rule) => ({
        days: namesOf(rule.weekdays),
        hours: `${clockOf(rule.from)}-${clockOf(rule.to)}`,
        price: formatMoney(rule.priceMinor, one.currency),
      })),
      currency: one.currency,
    })),
  );
}

/** `Mon, Tue 06:00-23:00` for each stretch, days with the same hours together. */
function openingOf(opening: readonly OpeningInterval[]): string {
  const byHours = Map.groupBy(opening, ({ from, to }) => `${clockOf(from)}-${clockOf(to)}`);
  return [...byHours].map(([hours, days]) => `${namesOf(days.map((day) => day.weekday))} ${hours}`).join('; ');
}

function namesOf(weekdays: readonly number[]): string {
  const sorted = [...new Set(weekdays)].sort((left, right) => left - right);
  return sorted.length === 7 ? 'every day' : sorted.map((day) => DAYS[day] ?? '').join(', ');
}
