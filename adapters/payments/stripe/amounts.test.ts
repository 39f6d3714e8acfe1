import { fromStripeAmount, toStripeAmount } from './amounts.ts';

describe('amounts at Stripe', () => {
  it.each([
    ['ILS', 12_050, 12_050],
    ['USD', 50, 50],
    // Two decimals at Stripe and in ISO: 150,000 rupiah.
    ['IDR', 15_000_000, 15_000_000],
    ['JPY', 500, 500],
    ['KRW', 12_000, 12_000],
    // No decimals in life, hundredths at Stripe.
    ['ISK', 1_500, 150_000],
    ['UGX', 4_000, 400_000],
    ['KWD', 12_340, 12_340],
  ])('%s: %i of ours is %i of theirs, and back', (currency, ours, theirs) => {
    expect(toStripeAmount(ours, currency)).toBe(theirs);
    expect(fromStripeAmount(theirs, currency.toLowerCase())).toBe(ours);
  });

  it.each([
    ['KWD', 12_345, 'invalid'],
    ['USD', 100_000_000, 'too_large'],
    ['USD', 0.5, 'invalid'],
  ])('%s %d is refused as %s', (currency, amount, reason) => {
    expect(() => toStripeAmount(amount, currency)).toThrow(expect.objectContaining({ type: 'PaymentRefused', reason }));
  });

  it('takes large sums of rupiah', () => {
    expect(toStripeAmount(999_999_999_999, 'IDR')).toBe(999_999_999_999);
  });

  it('does not round what is no whole number of ours', () => {
    expect(fromStripeAmount(150_050, 'isk')).toBeUndefined();
  });
});
