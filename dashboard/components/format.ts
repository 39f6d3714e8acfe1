import { formatMoney } from '#domain/money/format-money.ts';

/** 5200, 'ILS' → '₪52.00' as readers of `locale` write it; exact for every safe integer of minor units. */
export function moneyText(minor: number, currency: string, locale: string): string {
  const decimal = formatMoney(minor, currency);
  const digits = decimal.split('.')[1]?.length ?? 0;
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(decimal as Intl.StringNumericLiteral);
}

/** A moment on the wall clock of the shop. */
export function momentText(iso: string, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(iso));
}

const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** '3 hours ago', 'in 2 days'; seconds are 'now'. */
export function agoText(iso: string, now: Date, locale: string): string {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, 'second');
}

const KILO = 1024;
const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** 1536 → '1.5 kB'. */
export function sizeText(bytes: number, locale: string): string {
  const step = bytes < 1 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log(bytes) / Math.log(KILO)));
  const unit = SIZES[step] ?? 'byte';
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: step === 0 ? 0 : 1 });
  return format.format(bytes / KILO ** step);
}
