import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { contactKey } from '#adapters/crypto/contact-key.ts';
import { parseKeyring } from '#adapters/crypto/keyring.ts';
import { createBookingRecords } from '#adapters/db/booking/records.ts';
import { createChannelBook } from '#adapters/db/channel/channel-book.ts';
import type { ChannelReports } from '#adapters/db/channel/channel-book.ts';
import { createHandoffDesk } from '#adapters/db/handoff/handoff-desk.ts';
import { createConversationStore } from '#adapters/db/conversation-store.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createErasureStore } from '#adapters/db/privacy/erasure-store.ts';
import { createConversationVault } from '#adapters/db/privacy/vault.ts';
import { createSpoolStore } from '#adapters/db/spool-store.ts';
import { createApiKey } from '#adapters/db/write/api-keys.ts';
import { saveChannel } from '#adapters/db/write/save-channel.ts';
import { saveTenant } from '#adapters/db/write/save-tenant.ts';
import type { NewTenant } from '#adapters/db/write/save-tenant.ts';
import type { Channel } from '#domain/channel.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import type { ConversationAddress } from '#domain/conversation/address.ts';
import type { InboundMessage } from '#domain/message/inbound.ts';
import type { ConversationStore, OpenTurnInput, ToolCallRef } from '#domain/store.ts';
import type { NewOrder, ShopDesk } from '#domain/order/shop-desk.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import type { ToolResult } from '#domain/turn/receipt.ts';
import type { TurnStep, UsageRecord } from '#domain/turn/step.ts';
import { fillAccounts } from './fill-accounts.ts';
import { fillAgent } from './fill-agent.ts';
import { fillCatalogue } from './fill-catalogue.ts';
import { fillInbox } from './fill-inbox.ts';
import { fillKnowledge } from './fill-knowledge.ts';
import { fillLibrary } from './fill-library.ts';
import { fillLive } from './fill-live.ts';
import { fillPayments } from './fill-payments.ts';
import { fillWebhooks } from './fill-webhooks.ts';

/** A ring of one random key. */
export const KEYRING = parseKeyring(`test:${randomBytes(32).toString('base64')}`);

export interface TestTenant {
  readonly id: string;
  readonly slug: string;
  readonly channelId: string;
}

export function newTenant(slug: string): NewTenant {
  return {
    profile: {
      slug,
      name: `Shop ${slug}`,
      currency: 'EUR',
      language: 'en',
      timeZone: 'Europe/Berlin',
      persona: 'Friendly.',
      policies: [],
      faq: [],
      testimonies: [],
      promotions: [],
      models: [],
      disabledTools: [],
      conversation: {},
    },
    products: ['Bread', 'Cake'].map((name) => ({
      name,
      aliases: [],
      description: '',
      unit: 'unit',
      stepMilli: 1000,
      priceMinor: 350,
      currency: 'EUR',
      available: true,
      tags: [],
    })),
  };
}

/** A tenant with one connected account. */
export async function makeTenant(db: Database, slug: string, channel: Channel = 'telegram'): Promise<TestTenant> {
  const { id } = await saveTenant(db, newTenant(slug));
  const saved = await saveChannel(db, id, channel, () => Buffer.from('sealed'));
  return { id, slug, channelId: saved.id };
}

export function addressOf(tenant: TestTenant, person: string, channel: Channel = 'telegram'): ConversationAddress {
  const key = contactKey('test', tenant.channelId, person);
  return { tenantId: tenant.id, tenantSlug: tenant.slug, channel, channelId: tenant.channelId, contactKey: key };
}

export function message(id: string, more: Partial<InboundMessage> = {}): InboundMessage {
  return { id, kind: 'text', text: `words of ${id}`, sentAt: '2026-11-21T10:00:00.000Z', order: 0, ...more };
}

/** First contact of `person` with one message. */
export function firstTurn(tenant: TestTenant, person: string, more: Partial<OpenTurnInput> = {}): OpenTurnInput {
  const address = addressOf(tenant, person);
  return {
    address,
    workflowId: workflowIdOf(address),
    conversationId: null,
    turn: null,
    messages: [message(`${person}-1`)],
    contact: { recipient: person },
    afterStep: 0,
    settingsVersion: 0,
    answering: true,
    ...more,
  };
}

export const USAGE: UsageRecord = {
  purpose: 'reply',
  provider: 'offline',
  model: 'rules',
  inputTokens: 10,
  outputTokens: 5,
  costNanoUsd: 7,
  priceSource: 'exact',
};

export function replyStep(step: number, text = 'Good day'): TurnStep {
  return { step, round: 0, kind: 'reply', text, toolCalls: [], violations: [], stage: 'consultation' };
}

/** What the order tool does: one order of one unit of the first product. */
export async function orderOne(desk: ShopDesk): Promise<ToolResult> {
  const [product] = await desk.products([]);
  if (product === undefined) throw new Error('the test tenant has no products');
  const order: NewOrder = {
    lines: [
      {
        productId: product.id,
        name: product.name,
        unit: product.unit,
        quantityMilli: 1000,
        unitPriceMinor: product.priceMinor,
        totalMinor: product.priceMinor,
      },
    ],
    totalMinor: product.priceMinor,
    currency: product.currency,
    deliveryAddress: null,
    notes: null,
  };
  const placed = await desk.createOrder(order);
  if ('shortages' in placed) throw new Error('the test tenant counts no stock');
  const { number } = placed.order;
  return {
    ok: true,
    data: { number },
    effect: { kind: 'order_created', orderNumber: number },
    summary: `create_order #${number}`,
  };
}

export function call(turn: TurnRef, contactId: string, callId = 'call-1'): ToolCallRef {
  return { ...turn, contactId, step: 1, callId, tool: 'create_order', input: { items: ['Bread'] } };
}

/** Opens the first turn of `person`. */
export async function openFirst(
  store: ConversationStore,
  tenant: TestTenant,
  person: string,
  more: Partial<OpenTurnInput> = {},
): Promise<TurnRef & { readonly contactId: string; readonly input: OpenTurnInput }> {
  const input = firstTurn(tenant, person, more);
  const { conversationId, contactId, turn } = await store.openTurn(input);
  return { tenantId: tenant.id, conversationId, workflowId: input.workflowId, turn, contactId, input };
}

/** A tenant with at least one row in every table. */
export async function fillTenant(
  db: Database,
  slug: string,
): Promise<TestTenant & { readonly conversationId: string }> {
  const tenant = await makeTenant(db, slug);
  const store = createConversationStore({ db, seal: KEYRING });
  await createApiKey(db, tenant.id, 'test');
  const { contactId, input: _, ...turn } = await openFirst(store, tenant, `${slug}-person`);
  await store.saveStep({ ...turn, step: { ...replyStep(1), kind: 'tools', stage: null }, usage: USAGE });
  await store.receipted(call(turn, contactId), orderOne);
  await store.saveStep({ ...turn, step: replyStep(2), usage: null });
  await store.requestHandoff(turn, 'asked', 'customer');
  const { parts } = await store.beginDelivery(turn, 2, (text) => [text]);
  await store.completeTurn({
    ...turn,
    step: 2,
    parts: parts.map(({ id }) => ({ id, state: 'sent', providerMessageId: 'p1', error: null })),
    outcome: 'answered',
    stage: 'consultation',
    status: 'bot',
  });
  await createErasureStore(db).request({ tenantId: tenant.id, contactId }, 'test');
  await createConversationVault({ db, keyring: KEYRING, sealingMs: 1_000 }).seal(turn, 'words');
  await createChannelBook(db).report(tenant.id, tenant.channelId, REPORTS);
  await bookOnce(db, tenant.id);
  const by = { id: 'staff', name: 'Staff' };
  await createHandoffDesk(db).addNote(turn, { by, text: 'a note', key: 'note' });
  await store.deadLetter({
    tenantId: tenant.id,
    workflowId: turn.workflowId,
    messageIds: ['x'],
    reason: 'test',
    payload: null,
  });
  const spool = createSpoolStore<{ tenantId: string; workflowId: string; messageId: string }>(
    db,
    KEYRING,
    (item) => item,
  );
  await spool.add({ tenantId: tenant.id, workflowId: turn.workflowId, messageId: uuid() });
  await fillInbox(db, tenant.id, turn.conversationId);
  await fillAccounts(db, tenant.id, slug);
  await fillLibrary(db, tenant.id, { ...turn, contactId });
  await fillPayments(db, tenant.id);
  await fillAgent(db, tenant.id);
  await fillKnowledge(db, tenant.id);
  await fillCatalogue(db, tenant.id);
  await fillWebhooks(db, KEYRING, tenant.id);
  await fillLive(db, tenant.id);
  return { ...tenant, conversationId: turn.conversationId };
}

/** One of everything that providers report. */
const REPORTS: ChannelReports = {
  statuses: [
    {
      event: {
        kind: 'status',
        accountId: null,
        key: 's',
        at: '2026-11-21T10:00:00.000Z',
        status: 'read',
        messageIds: ['p1'],
      },
      contactKeys: [],
    },
  ],
  events: [{ key: 'e1', kind: 'reaction', contactKey: null, data: { emoji: '👍' }, at: '2026-11-21T10:00:00.000Z' }],
  wishes: [],
  moves: [],
  trouble: null,
};

/** One of everything that bookings write. */
async function bookOnce(db: Database, tenantId: string): Promise<void> {
  const records = createBookingRecords(db);
  const resource = await records.createResource(tenantId, {
    kind: 'court',
    name: 'Court 1',
    category: 'tennis',
    aliases: [],
    description: '',
    slotMinutes: 60,
    mostSlots: 3,
    opening: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: 480, to: 1320 })),
    priceMinor: 2_000,
    priceRules: [{ weekdays: [0, 6], from: 0, to: 1440, priceMinor: 3_000 }],
    active: true,
  });
  const now = new Date('2026-11-21T10:00:00Z');
  const wish = { resourceId: resource.id, date: '2030-01-07', minute: 600, duration: null };
  await records.createBooking(tenantId, { ...wish, guestName: 'Ada', notes: null, requestKey: 'first' }, now);
  const [startsAt, endsAt] = ['2030-01-01T00:00:00Z', '2030-01-02T00:00:00Z'];
  await records.addBlackout(tenantId, { resourceId: resource.id, startsAt, endsAt, reason: 'New Year' });
}
