/*
 * Money is an integer of minor units; a decimal string of major units is only for eyes (people's and models').
 * Digits are moved as text, so nothing is rounded.
 */

/** Where Intl follows everyday use instead of ISO 4217, differently from one Node to the next; stored amounts follow ISO. */
const exponents = new Map<string, number>([
  ['IDR', 2],
  ['LBP', 2],
  ['IRR', 2],
]);

/** Currencies whose minor unit exists on paper only: people never write it. */
const SILENT_MINOR = new Set(['IDR', 'LBP', 'IRR']);

/**
 * Digits after the point by ISO 4217.
 * @throws RangeError when `currency` is not a three-letter code.
 */
export function currencyExponent(currency: string): number {
  const known = exponents.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  exponents.set(currency, digits);
  return digits;
}

/** True where prices are whole numbers in everyday use, so that a point in one groups thousands. */
export function hasNoFractions(currency: string): boolean {
  return SILENT_MINOR.has(currency) || currencyExponent(currency) === 0;
}

/**
 * Minor units → decimal string of major units: (5200, 'ILS') → '52.00', (15000000, 'IDR') → '150000'.
 * @throws RangeError when `minor` is not a safe integer.
 */
export function formatMoney(minor: number, currency: string): string {
  if (!Number.isSafeInteger(minor))
    throw new RangeError(`money: ${minor} ${currency} is not a whole number of minor units`);
  const exponent = currencyExponent(currency);
  const digits = Math.abs(minor)
    .toString()
    .padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = digits.slice(digits.length - exponent);
  const silent = SILENT_MINOR.has(currency) && /^0*$/u.test(fraction);
  return `${minor < 0 ? '-' : ''}${whole}${exponent === 0 || silent ? '' : `.${fraction}`}`;
}

/**
 * Decimal string of major units → minor units; undefined when it is no amount of that currency. "15.000" is fifteen
 * thousand to half of the world: zeros too many are not dropped in silence.
 */
export function parseMoney(decimal: string, currency: string): number | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/u.exec(decimal);
  if (!match) return undefined;
  const exponent = currencyExponent(currency);
  const fraction = match[3] ?? '';
  if (fraction.length > exponent) return undefined;
  const minor = Number(`${match[2]}${fraction.padEnd(exponent, '0')}`);
  if (!Number.isSafeInteger(minor)) return undefined;
  return match[1] === '-' && minor !== 0 ? -minor : minor;
}
