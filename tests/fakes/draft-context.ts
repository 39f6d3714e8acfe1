import type { TranscriptMessage } from '#domain/conversation/transcript.ts';
import { newLine, orderTotal } from '#domain/order/order-lines.ts';
import type { Order, OrderStatus } from '#domain/order/order.ts';
import type { Product } from '#domain/product/product.ts';
import type { DraftContext } from '#domain/store.ts';
import type { TenantProfile } from '#domain/tenant/profile.ts';
import type { EffectKind, Receipt } from '#domain/turn/receipt.ts';

/** A product of a butcher's shop: half kilos, shekels. */
export function aProduct(overrides: Partial<Product> & { readonly name: string }): Product {
  return {
    id: `id of ${overrides.name}`,
    aliases: [],
    description: '',
    unit: 'kg',
    stepMilli: 500,
    priceMinor: 5_200,
    currency: 'ILS',
    available: true,
    tags: [],
    ...overrides,
  };
}

export const PASTRAMI = aProduct({ name: 'Pastrami', aliases: ['פסטרמה'], priceMinor: 5_200, tags: ['cold cut'] });
export const MERGUEZ = aProduct({
  name: 'Merguez',
  aliases: ['מרגז'],
  priceMinor: 6_450,
  description: 'Spicy sausage',
});
export const PITA = aProduct({ name: 'Pita bread', unit: 'unit', stepMilli: 1_000, priceMinor: 310 });
export const VEAL = aProduct({ name: 'Veal', priceMinor: 12_000, available: false });

export function aTenant(overrides: Partial<TenantProfile> = {}): TenantProfile {
  return {
    id: '01890a5d-ac96-774b-bcce-b302099a8057',
    slug: 'butcher',
    name: 'Butcher',
    currency: 'ILS',
    language: 'en',
    timeZone: 'Asia/Jerusalem',
    persona: '',
    policies: [],
    faq: [],
    testimonies: [],
    promotions: [],
    models: [],
    disabledTools: [],
    conversation: {},
    version: 1,
    ...overrides,
  };
}

/** What a customer wrote in turn 3, unless told otherwise. */
export function aMessage(text: string, overrides: Partial<TranscriptMessage> = {}): TranscriptMessage {
  return {
    seq: 9,
    author: 'customer',
    text,
    kind: 'text',
    turn: 3,
    afterStep: 0,
    at: '2026-11-21T10:00:00.000Z',
    ...overrides,
  };
}

export function anOrder(number: number, status: OrderStatus, items: readonly (readonly [Product, number])[]): Order {
  const lines = items.map(([product, quantityMilli]) => newLine(product, quantityMilli));
  return {
    id: `id of ${number}`,
    number,
    status,
    contactId: 'contact',
    conversationId: 'conversation',
    currency: 'ILS',
    lines,
    totalMinor: orderTotal(lines),
    deliveryAddress: null,
    notes: null,
    createdAt: '2026-11-20T10:00:00.000Z',
  };
}

/** Proof that a tool did something, in turn 3 unless told otherwise. */
export function aReceipt(kind: EffectKind, orderNumber?: number, overrides: Partial<Receipt> = {}): Receipt {
  const effect = orderNumber === undefined ? { kind } : { kind, orderNumber };
  return {
    turn: 3,
    step: 1,
    callId: 'call',
    tool: kind,
    input: {},
    result: { ok: true, data: {}, effect, summary: kind },
    ...overrides,
  };
}

export function aDraftContext(overrides: Partial<DraftContext> = {}): DraftContext {
  return {
    tenant: aTenant(),
    catalogue: [PASTRAMI, MERGUEZ, PITA, VEAL],
    contactId: 'contact',
    contact: { name: null, address: null, language: null, notes: null },
    stage: 'consultation',
    status: 'bot',
    summary: null,
    history: [],
    turnMessages: [aMessage('hello')],
    steps: [],
    receipts: [],
    orders: [],
    promoShown: false,
    delivery: {
      channel: 'web',
      channelId: 'channel',
      recipient: 'recipient',
      sealedCredentials: null,
      tenantSlug: 'shop',
      lastMessageId: null,
      silentMs: null,
    },
    ...overrides,
  };
}
