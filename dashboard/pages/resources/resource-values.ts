import type { paths } from '#dashboard/api/schema.gen.d.ts';
import type { Resource } from '#dashboard/pages/calendar/types.ts';

export type ResourceBody = paths['/v1/resources']['post']['requestBody']['content']['application/json'];

/** Hours on some weekdays; chips hold texts. */
export interface Hours {
  weekdays: string[];
  from: string;
  to: string;
}

export interface PriceRule extends Hours {
  price: number | string;
}

/** A resource as its form holds it. */
export interface ResourceValues extends Record<string, unknown> {
  kind: Resource['kind'];
  name: string;
  category: string;
  aliases: string[];
  description: string;
  slot_minutes: number | string;
  most_slots: number | string;
  price: number | string;
  active: boolean;
  opening: Hours[];
  price_rules: PriceRule[];
}

export const EVERY_DAY = ['0', '1', '2', '3', '4', '5', '6'];

export function valuesOf(resource: Resource | undefined): ResourceValues {
  if (resource === undefined) {
    return {
      kind: 'court',
      name: '',
      category: '',
      aliases: [],
      description: '',
      slot_minutes: 60,
      most_slots: 4,
      price: '',
      active: true,
      opening: [{ weekdays: [...EVERY_DAY], from: '08:00', to: '22:00' }],
      price_rules: [],
    };
  }
  const { kind, name, category, aliases, description, slot_minutes, most_slots, price, active } = resource;
  return {
    kind,
    name,
    category,
    aliases: [...aliases],
    description,
    slot_minutes,
    most_slots,
    price,
    active,
    opening: sameHoursTogether(resource.opening),
    price_rules: resource.price_rules.map((rule) => ({
      ...rule,
      weekdays: rule.weekdays.map(String),
      to: shownEnd(rule.to),
    })),
  };
}

/** The API keeps one entry a weekday; people think of the hours that several have. */
function sameHoursTogether(opening: Resource['opening']): Hours[] {
  const groups = Map.groupBy(opening, ({ from, to }) => `${from} ${to}`);
  return [...groups.values()].map((group) => ({
    weekdays: group.map(({ weekday }) => String(weekday)),
    from: group[0]?.from ?? '',
    to: shownEnd(group[0]?.to ?? ''),
  }));
}

/** What is empty and must not be is left to the API, which says so. */
export function bodyOf(values: ResourceValues): ResourceBody {
  const { kind, name, category, aliases, description, active } = values;
  return {
    kind,
    name,
    category,
    aliases,
    description,
    active,
    slot_minutes: Number(values.slot_minutes),
    most_slots: Number(values.most_slots),
    price: numberOf(values.price),
    opening: values.opening.map((hours) => ({
      ...hours,
      weekdays: hours.weekdays.map(Number),
      to: sentEnd(hours.to),
    })),
    price_rules: values.price_rules.map((rule) => ({
      ...rule,
      weekdays: rule.weekdays.map(Number),
      to: sentEnd(rule.to),
      price: numberOf(rule.price),
    })),
  };
}

/** Fields of the browser know no 24:00; the end of a day is its midnight. */
function shownEnd(clock: string): string {
  return clock === '24:00' ? '00:00' : clock;
}

function sentEnd(clock: string): string {
  return clock === '00:00' ? '24:00' : clock;
}

/** An empty field is no price of nought: NaN becomes null, which the API refuses by name. */
function numberOf(text: number | string): number {
  return text === '' ? Number.NaN : Number(text);
}
