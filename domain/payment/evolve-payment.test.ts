import fc from 'fast-check';
import { evolvePayment } from './evolve-payment.ts';
import type { PaymentFact, PaymentState } from './evolve-payment.ts';

const OPEN: PaymentState = { status: 'open', amountMinor: 12_000, refundedMinor: 0, currency: 'ILS' };
const PAID: PaymentFact = { kind: 'paid', amountMinor: 12_000, currency: 'ILS', intentId: 'pi_1' };
const refunded = (refundedMinor: number): PaymentFact => ({ kind: 'refunded', refundedMinor, currency: 'ILS' });

describe('evolvePayment', () => {
  it.each(['creating', 'open', 'failed', 'expired', 'cancelled'] as const)(
    'takes money for one that is %s',
    (status) => {
      expect(evolvePayment({ ...OPEN, status }, PAID)).toEqual({
        status: 'paid',
        refundedMinor: 0,
        received: true,
        refunded: 0,
        ended: false,
      });
    },
  );

  it.each([
    ['paid again', { ...OPEN, status: 'paid' }, PAID],
    ['paid after a refund', { ...OPEN, status: 'refunded', refundedMinor: 12_000 }, PAID],
    ['another sum', OPEN, { ...PAID, amountMinor: 1 }],
    ['another currency', OPEN, { ...PAID, currency: 'USD' }],
    ['expired after paid', { ...OPEN, status: 'paid' }, { kind: 'expired' }],
    ['failed after expired', { ...OPEN, status: 'expired' }, { kind: 'failed' }],
    ['a smaller refund sum that comes late', { ...OPEN, status: 'paid', refundedMinor: 500 }, refunded(300)],
    ['a refund in another currency', OPEN, { kind: 'refunded', refundedMinor: 5, currency: 'USD' }],
  ] as const satisfies readonly (readonly [string, PaymentState, PaymentFact])[])(
    'changes nothing: %s',
    (_, state, fact) => {
      expect(evolvePayment(state, fact)).toBeNull();
    },
  );

  it('counts only what is newly given back', () => {
    expect(evolvePayment({ ...OPEN, status: 'paid', refundedMinor: 500 }, refunded(1_500))).toMatchObject({
      status: 'paid',
      refundedMinor: 1_500,
      refunded: 1_000,
      received: false,
    });
    expect(evolvePayment({ ...OPEN, status: 'paid' }, refunded(12_000))).toMatchObject({ status: 'refunded' });
  });

  it('learns of a payment by its refund; a whole refund is nothing to deliver for', () => {
    expect(evolvePayment(OPEN, refunded(100))).toMatchObject({ status: 'paid', received: true });
    expect(evolvePayment(OPEN, refunded(12_000))).toMatchObject({ status: 'refunded', received: false });
  });

  it('ends in the same state whatever order the facts of one payment come in, and however often', () => {
    const facts: readonly PaymentFact[] = [
      PAID,
      refunded(2_000),
      refunded(12_000),
      { kind: 'expired' },
      { kind: 'failed' },
    ];
    const shuffled = fc.shuffledSubarray([...facts, ...facts, ...facts], { minLength: 15 });
    fc.assert(
      fc.property(shuffled, (order) => {
        let state = OPEN;
        let received = 0;
        let given = 0;
        for (const fact of order) {
          const moved = evolvePayment(state, fact);
          if (!moved) continue;
          received += moved.received ? 1 : 0;
          given += moved.refunded;
          state = { ...state, status: moved.status, refundedMinor: moved.refundedMinor };
        }
        expect(state).toEqual({ ...OPEN, status: 'refunded', refundedMinor: 12_000 });
        expect(received).toBeLessThanOrEqual(1);
        expect(given).toBe(12_000);
      }),
      { numRuns: 100 },
    );
  });
});
