import { isLanguage, LANGUAGES } from '#dashboard/text/languages.ts';
import type { Language } from '#dashboard/text/languages.ts';
import { readSpans, spansText } from './time-spans.ts';
import type { ShopSettings } from './use-shop-settings.ts';

type Handoff = ShopSettings['handoff'];

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Limits in minutes; none = it never runs out. */
export const LIMITS = [
  'firstResponseMinutes',
  'nextResponseMinutes',
  'resolutionMinutes',
  'unclaimedMinutes',
  'silentMinutes',
  'forgottenMinutes',
] as const;
type Limit = (typeof LIMITS)[number];

/** What customers are told of a handoff, in each language; '' = our words. */
export const NOTICES = ['outOfHours', 'unclaimed', 'csatQuestion', 'csatThanks'] as const;
type Notice = (typeof NOTICES)[number];
const NOTICE_LANGUAGES = Object.keys(LANGUAGES).filter(isLanguage);

/** The section `handoff` as it stands in the fields of its form. */
export interface HandoffFields extends Record<string, unknown> {
  readonly alwaysOpen: boolean;
  readonly hours: Readonly<Record<Weekday, string>>;
  readonly holidays: readonly { readonly date: string; readonly name: string; readonly hours: string }[];
  readonly limits: Readonly<Record<Limit, number | ''>>;
  readonly assignment: string;
  readonly silentGoesTo: string;
  /** A colleague's id; '' = nobody. */
  readonly fallback: string;
  readonly csat: boolean;
  readonly texts: Readonly<Record<Notice, Readonly<Record<Language, string>>>>;
}

export function fieldsOfHandoff(handoff: Handoff): HandoffFields {
  const day = (name: Weekday) => [name, spansText(handoff.hours?.[name] ?? [])];
  return {
    alwaysOpen: handoff.hours === null,
    hours: Object.fromEntries(WEEKDAYS.map(day)) as Record<Weekday, string>,
    holidays: handoff.holidays.map(({ date, name, hours }) => ({ date, name: name ?? '', hours: spansText(hours) })),
    limits: Object.fromEntries(LIMITS.map((name) => [name, handoff[name] ?? ''])) as Record<Limit, number | ''>,
    assignment: handoff.assignment,
    silentGoesTo: handoff.silentGoesTo,
    fallback: handoff.fallbackAssignee?.id ?? '',
    csat: handoff.csat,
    texts: Object.fromEntries(
      NOTICES.map((notice) => [
        notice,
        Object.fromEntries(NOTICE_LANGUAGES.map((language) => [language, handoff.texts[notice]?.[language] ?? ''])),
      ]),
    ) as HandoffFields['texts'],
  };
}

/**
 * @param wrong makes the words for hours that can't be read
 * @throws Error in those words
 */
export function handoffOf(
  fields: HandoffFields,
  team: readonly { readonly id: string; readonly name: string }[],
  wrong: (text: string) => string,
): Partial<Handoff> {
  const spans = (text: string) => {
    const read = readSpans(text);
    if (read === undefined) throw new Error(wrong(text));
    return read;
  };
  const hours = Object.fromEntries(WEEKDAYS.map((day) => [day, spans(fields.hours[day])]));
  const limits = LIMITS.map((name) => [name, fields.limits[name] === '' ? null : fields.limits[name]]);
  const fallback = team.find(({ id }) => id === fields.fallback);
  return {
    ...Object.fromEntries(limits),
    hours: fields.alwaysOpen ? null : (hours as NonNullable<Handoff['hours']>),
    holidays: fields.holidays.map(({ date, name, hours: open }) => ({
      date,
      ...(name !== '' && { name }),
      hours: spans(open),
    })),
    assignment: fields.assignment === 'automatic' ? 'automatic' : 'manual',
    silentGoesTo: fields.silentGoesTo === 'bot' ? 'bot' : 'queue',
    fallbackAssignee: fallback === undefined ? null : { id: fallback.id, name: fallback.name },
    csat: fields.csat,
    texts: Object.fromEntries(NOTICES.map((notice) => [notice, ownWords(fields.texts[notice])])),
  };
}

function ownWords(words: Readonly<Record<Language, string>>): Partial<Record<Language, string>> {
  return Object.fromEntries(Object.entries(words).filter(([, text]) => text.trim() !== ''));
}
