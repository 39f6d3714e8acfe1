import { currencyExponent } from '#domain/money/format-money.ts';
import { PaymentRefused } from '#domain/payment/errors.ts';

/*
 * Stripe counts in "smallest units" of its own: mostly those of ISO 4217, with these exceptions
 * (docs.stripe.com/currencies). The rupiah has two decimals there as in ISO, although nobody writes them.
 */
const ZERO_DECIMALS = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
/** Without decimals in life; Stripe goes on counting hundredths, which must be 00. */
const WHOLE_HUNDREDTHS = new Set(['ISK', 'UGX']);
/** Three decimals; the last must be 0. */
const THREE_DECIMALS = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);
/** Stripe takes up to eight digits in every currency (twelve in IDR). */
const MOST: Readonly<Record<string, number>> = { IDR: 999_999_999_999 };
const MOST_ELSEWHERE = 99_999_999;

/** Our minor units → Stripe's. @throws PaymentRefused when it can't be charged exactly */
export function toStripeAmount(minor: number, currency: string): number {
  const amount = rescaled(minor, currencyExponent(currency), stripeExponent(currency));
  const step = THREE_DECIMALS.has(currency) ? 10 : WHOLE_HUNDREDTHS.has(currency) ? 100 : 1;
  if (amount === undefined || amount % step !== 0) {
    throw new PaymentRefused(`amount: ${minor} minor units of ${currency} can't be charged exactly`, 'invalid');
  }
  if (amount > (MOST[currency] ?? MOST_ELSEWHERE)) {
    throw new PaymentRefused(
      `amount: ${minor} minor units of ${currency} are more than one payment may be`,
      'too_large',
    );
  }
  return amount;
}

/** Stripe's units → ours; undefined when that is no whole number. */
export function fromStripeAmount(amount: number, currency: string): number | undefined {
  const code = currency.toUpperCase();
  return rescaled(amount, stripeExponent(code), currencyExponent(code));
}

function stripeExponent(currency: string): number {
  if (ZERO_DECIMALS.has(currency)) return 0;
  return THREE_DECIMALS.has(currency) ? 3 : 2;
}

function rescaled(value: number, from: number, to: number): number | undefined {
  const scaled = to >= from ? value * 10 ** (to - from) : value / 10 ** (from - to);
  return Number.isSafeInteger(scaled) ? scaled : undefined;
}
