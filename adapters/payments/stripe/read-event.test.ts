import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Stripe from 'stripe';
import type { ProviderEvent } from '#domain/payment/provider-event.ts';
import { createEventReader } from './read-event.ts';

const SECRET = 'whsec_platform';
const CONNECT = 'whsec_connect';
const NOW = new Date('2026-11-21T12:00:00Z');
const STAMP = NOW.getTime() / 1_000;

const read = createEventReader([SECRET, CONNECT]);
const { webhooks } = new Stripe('sk_test_signer');
const sign = (payload: string, options: { secret?: string; timestamp?: number } = {}) =>
  webhooks.generateTestHeaderString({ payload, secret: SECRET, timestamp: STAMP, ...options });
const fixture = (name: string) => readFileSync(join(import.meta.dirname, '__fixtures__', `${name}.json`), 'utf8');
const readSigned = (payload: string) => read(Buffer.from(payload), sign(payload), NOW);

const FIXTURES: readonly (readonly [string, Partial<ProviderEvent>])[] = [
  [
    'checkout-completed',
    {
      kind: 'payment_event',
      eventId: 'evt_000000000000000000000000',
      eventType: 'checkout.session.completed',
      timestamp: '2022-03-26T18:39:19.000Z',
      connectedAccount: null,
      livemode: false,
      objectId: 'cs_test_0000000000000000000000000000000000000000000000000000000000',
      outcome: 'paid',
      amount: 3000,
      currency: 'usd',
      mode: 'payment',
      paymentIntent: 'pi_000000000000000000000000',
      email: 'stripe@example.com',
      clientReferenceId: null,
      paymentId: null,
      tenantId: null,
    },
  ],
  [
    'checkout-completed-minimal',
    {
      kind: 'payment_event',
      eventId: 'evt_00000000000000',
      timestamp: '2012-01-18T02:24:38.000Z',
      objectId: 'cs_00000000000000',
      outcome: 'paid',
      amount: 25000,
      currency: 'usd',
      mode: 'payment',
      paymentIntent: 'pi_00000000000000',
      email: 'example@example.com',
    },
  ],
  [
    'charge-refunded',
    {
      kind: 'payment_event',
      eventType: 'charge.refunded',
      timestamp: '2022-03-26T18:39:09.000Z',
      objectId: 'ch_000000000000000000000000',
      outcome: 'refunded',
      amount: 100,
      amountRefunded: 100,
      currency: 'usd',
    },
  ],
  [
    'dispute-created',
    {
      kind: 'payment_event',
      eventType: 'charge.dispute.created',
      timestamp: '2022-03-26T18:39:00.000Z',
      objectId: 'dp_000000000000000000000000',
      outcome: 'disputed',
      amount: 100,
      currency: 'usd',
      charge: 'ch_000000000000000000000000',
    },
  ],
  [
    'connect-deauthorized',
    {
      kind: 'connect_account',
      eventId: 'evt_1Iu8ZfA3kq9o1aTcf3b7EknK',
      timestamp: '2021-05-23T04:05:59.000Z',
      connectedAccount: 'acct_1Fg9jUA3kq9o1aTc',
      objectId: 'ca_JWVN6vOJJs3RKsff0VUwIUfmUmN0VYqe',
      outcome: 'disconnected',
    },
  ],
  [
    'connect-external-account-created',
    {
      kind: 'connect_account',
      timestamp: '2021-05-23T17:07:47.000Z',
      connectedAccount: 'acct_1IuHosQveW0ONQsd',
      objectId: 'ba_1IuVozQveW0ONQsd3dWG85e2',
      outcome: 'ignored',
    },
  ],
];

describe('events of Stripe', () => {
  it.each(FIXTURES)('%s', (name, expected) => {
    expect(readSigned(fixture(name))).toMatchObject(expected);
  });

  it('waits for money that is still on its way', () => {
    const body = fixture('checkout-completed').replace('"payment_status": "paid"', '"payment_status": "unpaid"');
    expect(readSigned(body)).toMatchObject({ outcome: 'unpaid' });
  });

  it('finds our ids in metadata', () => {
    const ours = { payment_id: 'p1', tenant_id: 't1' };
    const body = fixture('charge-refunded').replace(/"metadata": \{\s*\}/, `"metadata": ${JSON.stringify(ours)}`);
    expect(readSigned(body)).toMatchObject({ paymentId: 'p1', tenantId: 't1' });
  });
});

describe('proof of origin', () => {
  const body = fixture('checkout-completed');
  const verdict = (header: string | undefined, payload = body) => read(Buffer.from(payload), header, NOW);

  it('takes any secret in force, also beside another signature', () => {
    expect(verdict(sign(body, { secret: CONNECT }))).toHaveProperty('eventId');
    expect(verdict(`${sign(body, { secret: 'whsec_gone' })},${sign(body).split(',')[1] ?? ''}`)).toHaveProperty(
      'eventId',
    );
  });

  it.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['words', 'letmein'],
    ['another secret', sign(body, { secret: 'whsec_other' })],
    ['an empty secret', sign(body, { secret: 'x' }).replace(/v1=.*/, 'v1=')],
    ['only the old scheme', sign(body).replace('v1=', 'v0=')],
    ['six minutes old', sign(body, { timestamp: STAMP - 360 })],
    ['six minutes ahead', sign(body, { timestamp: STAMP + 360 })],
    ['a stamp changed after signing', sign(body, { timestamp: STAMP - 3_600 }).replace(/t=\d+/, `t=${STAMP}`)],
  ])('refuses %s', (_, header) => {
    expect(verdict(header)).toHaveProperty('refusal');
  });

  it('takes one that is four minutes old', () => {
    expect(verdict(sign(body, { timestamp: STAMP - 240 }))).toHaveProperty('eventId');
  });

  it('refuses a body of which one byte differs', () => {
    expect(verdict(sign(body), body.replace('3000', '3001'))).toHaveProperty('refusal');
  });

  it('refuses everything when no secret is configured', () => {
    expect(createEventReader([])(Buffer.from(body), sign(body), NOW)).toHaveProperty('refusal');
  });

  it.each(['', 'null', '[]', '{"id":"evt_1"}', '{"object":"v2.core.event","id":"evt_1","type":"x"}', '{"a":'])(
    'says that the signed body %j is no event',
    (payload) => {
      expect(() => verdict(sign(payload), payload)).toThrow(expect.objectContaining({ type: 'InvalidInput' }));
    },
  );
});
