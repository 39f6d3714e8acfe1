import type { DraftContext } from '#domain/store.ts';
import { PHRASES } from '#adapters/models/offline/phrases/format.ts';
import type { Phrases } from '#adapters/models/offline/phrases/types.ts';
import { aDraftContext, aMessage, anOrder, aReceipt, aTenant, MERGUEZ, PASTRAMI } from '#tests/fakes/draft-context.ts';
import { checkClaims } from './check-claims.ts';

/* Every phrase of the embedded model, in each language, through the gate: with the facts it is said with, and without. */

const REVIEW = 'They placed my order in a minute, it was delivered the same day';
const OFFER = 'Two kilos of pastrami for 99 ₪';
const QUIET: Partial<DraftContext> = {
  orders: [
    anOrder(1001, 'pending', [[PASTRAMI, 2_000]]),
    anOrder(1003, 'cancelled', [[MERGUEZ, 1_000]]),
    anOrder(1002, 'confirmed', [[MERGUEZ, 500]]),
  ],
  tenant: aTenant({ testimonies: [{ author: 'Dana', text: REVIEW }], promotions: [{ text: OFFER }] }),
  turnMessages: [aMessage('2 kg pastrami please, "gluten free bread" too')],
};

/** What a phrase is said with, where it needs arguments; those left out take none. */
const ARGUMENTS: {
  readonly [K in keyof Phrases]?: Phrases[K] extends (...args: infer A) => string ? readonly A[] : never;
} = {
  hello: [
    ['Butcher', null],
    ['Butcher', 'Dana'],
  ],
  price: [['Pastrami', '52.00 ₪', 'kg']],
  unavailable: [['Veal']],
  offerOrder: [['Pastrami']],
  offerOrderOf: [['2 kg Pastrami']],
  found: [['• Pastrami: 52.00 ₪ / kg\n• Merguez: 64.50 ₪ / kg']],
  notCarried: [['gluten free bread']],
  askWhich: [['Pastrami, Merguez']],
  askQuantity: [['Pastrami', 'kg']],
  unitMismatch: [['Pastrami', 'kg']],
  confirmOrder: [
    ['2 kg Pastrami', null, null],
    ['2 kg Pastrami', '5 Elm Street', 'ring twice'],
  ],
  items: [['2 kg Pastrami']],
  total: [['104.00 ₪']],
  address: [['5 Elm Street']],
  note: [['ring twice']],
  askAddressKnown: [['5 Elm Street']],
  alreadyCancelled: [[1003]],
  notPending: [
    [1002, 'confirmed'],
    [1003, 'cancelled'],
  ],
  orderLine: [
    [1001, 'pending', '2 kg Pastrami', '104.00 ₪'],
    [1003, 'cancelled', '1 kg Merguez', '64.50 ₪'],
    [1002, 'confirmed', '0.5 kg Merguez', '32.25 ₪'],
  ],
  notInOrders: [['Veal']],
  inOrders: [['Pastrami', '#1001']],
  whichOrder: [['#1001, #1002']],
  notInOrder: [['Veal', 1001]],
  lastItemCancel: [[1001]],
  newOrderInstead: [['2 kg Pastrami']],
  didYouMean: [['pastrani', 'Pastrami']],
  badQuantity: [['Pastrami', '0.5 kg']],
  testimony: [
    ['Dana', REVIEW],
    ['', REVIEW],
  ],
  promotion: [
    [OFFER, null],
    [OFFER, '2026-12-31'],
  ],
  thanks: [[null], ['Dana']],
  bye: [[null], ['Dana']],
  iAmBot: [['Butcher']],
  nice: [['Dana']],
  fromDocument: [
    ['We open at nine.', 'House rules', 3, null],
    ['We open at nine.', 'House rules', null, 'Hours'],
  ],
  amount: [
    ['2', 'kg', false],
    ['3', 'unit', true],
  ],
};
const PERFORMATIVE = {
  orderCreated: 'order_created',
  orderUpdated: 'order_updated',
  orderCancelled: 'order_cancelled',
  handoff: 'handoff_requested',
} as const;

type Say = (...args: readonly unknown[]) => string;

/** Name of the phrase → what it says; units are a table, no phrase. */
function spoken(phrases: Phrases): [string, string][] {
  const speakers: Readonly<Record<string, unknown>> = { ...phrases };
  const kinds = Object.keys(speakers).filter((kind) => kind !== 'units' && !(kind in PERFORMATIVE));
  const argued: Readonly<Record<string, readonly (readonly unknown[])[] | undefined>> = ARGUMENTS;
  return kinds.flatMap((kind) =>
    (argued[kind] ?? [[]]).map((args): [string, string] => [kind, (speakers[kind] as Say)(...args)]),
  );
}

function performed(phrases: Phrases, number: number): Record<keyof typeof PERFORMATIVE, string> {
  return {
    orderCreated: phrases.orderCreated(number, 'Dana'),
    orderUpdated: phrases.orderUpdated(number),
    orderCancelled: phrases.orderCancelled(number),
    handoff: phrases.handoff(),
  };
}

function reasons(text: string, overrides: Partial<DraftContext>): string[] {
  const context = aDraftContext(overrides);
  return checkClaims({ text, context, turnReceipts: context.receipts }).map((violation) => violation.reason);
}

describe.each(Object.entries(PHRASES))('the embedded model in %s', (_language, phrases) => {
  test('says nothing false without a tool', () => {
    const alarms = spoken(phrases).map(([kind, text]) => [kind, text, reasons(text, QUIET)] as const);
    expect(alarms.filter(([, , found]) => found.length > 0)).toEqual([]);
    expect(alarms.every(([, text]) => !text.includes('undefined'))).toBe(true);
    expect(alarms.length).toBeGreaterThan(65);
  });

  test.each(Object.entries(PERFORMATIVE))('may say %s with its receipt only', (kind, effect) => {
    const text = performed(phrases, 1001)[kind as keyof typeof PERFORMATIVE];
    const receipt = effect === 'handoff_requested' ? aReceipt(effect) : aReceipt(effect, 1001);
    expect(reasons(text, { ...QUIET, receipts: [receipt] })).toEqual([]);
    expect(reasons(text, { ...QUIET, receipts: [] })).not.toEqual([]);
    const others = Object.values(PERFORMATIVE).filter((other) => other !== effect && !isSameWork(effect, other));
    for (const other of others) {
      expect([other, reasons(text, { ...QUIET, receipts: [aReceipt(other, 1001)] })]).not.toEqual([other, []]);
    }
  });

  test('may sum up what it did', () => {
    const text = [
      phrases.orderCreated(1001, null),
      phrases.items('2 kg Pastrami'),
      phrases.total('104.00 ₪'),
      phrases.address('5 Elm Street'),
      phrases.anythingElse(),
    ].join('\n');
    expect(reasons(text, { ...QUIET, receipts: [aReceipt('order_created', 1001)] })).toEqual([]);
  });
});

/** A new order may be called changed and a changed one placed. */
function isSameWork(effect: string, other: string): boolean {
  const work = ['order_created', 'order_updated'];
  return work.includes(effect) && work.includes(other);
}
