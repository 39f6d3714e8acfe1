import { randomBytes } from 'node:crypto';
import { deliver } from '#tests/fakes/provider/deliver.ts';
import type { WebhookCall } from '#tests/fakes/provider/deliver.ts';
import type { GraphAccount } from '#tests/fakes/graph/accounts.ts';
import { startGraphProcess } from '#tests/fakes/graph/graph-process.ts';
import type { FakeGraph } from '#tests/fakes/graph/graph.ts';
import {
  echoOf,
  fromPerson,
  messagingDelivery,
  metaCall,
  whatsAppDelivery,
  whatsAppMessage,
  whatsAppStatus,
} from '#tests/fakes/graph/webhooks.ts';
import { startTwilioProcess } from '#tests/fakes/twilio/twilio-process.ts';
import type { FakeTwilio, TwilioAccount } from '#tests/fakes/twilio/twilio.ts';
import { incoming, progress, twilioCall } from '#tests/fakes/twilio/webhooks.ts';
import { createUpdates } from '#tests/fakes/telegram-updates.ts';
import type { Stack } from '#tests/support/stack.ts';
import { visitor } from '#tests/chat/visitor.ts';
import type { Visitor } from '#tests/chat/visitor.ts';

/** One channel as a test sees it: an account of a shop, people who write to it, and what they get. */
export interface Rig {
  readonly name: string;
  /** What `POST /v1/channels` takes; undefined = nothing to connect. */
  readonly connection: { readonly channel: string; readonly credentials: Readonly<Record<string, string>> } | undefined;
  /** A person's id, always the same for the same number. */
  person(nth: number): string;
  /** Sends words to the shop; answers the call as it was made, so that it can be made again. */
  write(person: string, text: string): Promise<WebhookCall>;
  /** Everything the shop sent this person, in order. */
  received(person: string): readonly string[];
  /** Reports about everything sent to this person, newest status first. */
  reports?(person: string): readonly WebhookCall[];
  /** Words that a person of the shop wrote in the provider's own inbox. */
  answerByHand?(person: string, text: string): WebhookCall;
  /** Something that can't be read. */
  odd?(person: string): WebhookCall;
  /** The same call with a wrong proof of origin. */
  forged?(call: WebhookCall): WebhookCall;
  /** What the provider found wrong with our calls. */
  problems(): readonly string[];
}

/** The providers of one test file. */
export interface Providers {
  readonly graph: FakeGraph;
  readonly twilio: FakeTwilio;
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function startProviders(): Promise<Providers> {
  const [graph, twilio] = await Promise.all([startGraphProcess(), startTwilioProcess()]);
  return {
    graph,
    twilio,
    env: { META_GRAPH_URL: graph.url, TWILIO_API_URL: twilio.url },
    async close() {
      await graph.close();
      await twilio.close();
    },
  };
}

const ids = { next: 0 };
const fresh = (prefix: string) => `${prefix}${(ids.next += 1)}`;

/** Posts a call and expects the provider's 200. */
export async function mustDeliver(call: WebhookCall): Promise<WebhookCall> {
  const { status, text } = await deliver(call);
  if (status !== 200) throw new Error(`the webhook answered ${status}: ${text}`);
  return call;
}

const forgedMeta = (call: WebhookCall): WebhookCall => ({
  ...call,
  headers: { ...call.headers, 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
});

function metaAccount(providers: Providers, kind: GraphAccount['kind'], id: string): GraphAccount {
  const secret = () => randomBytes(16).toString('hex');
  const account = { kind, id, token: `token-${secret()}`, appId: '777001', appSecret: secret(), templates: ['reopen'] };
  providers.graph.addAccount(account);
  return account;
}

function metaCredentials({ token, appSecret, appId }: GraphAccount) {
  return { access_token: token, app_secret: appSecret, app_id: appId, verify_token: 'verify-me-please' };
}

export function whatsAppRig(stack: () => Stack, providers: Providers, tenant: string): Rig & { account: GraphAccount } {
  const account = metaAccount(providers, 'whatsapp', String(100_000 + Math.floor(Math.random() * 899_999)));
  const call = (value: Readonly<Record<string, unknown>>) =>
    metaCall(account, `${stack().apiUrl}/webhooks/whatsapp/${tenant}`, whatsAppDelivery(account, value));
  const { graph } = providers;
  return {
    name: 'whatsapp',
    account,
    connection: { channel: 'whatsapp', credentials: { ...metaCredentials(account), phone_number_id: account.id } },
    person: (nth) => String(972_500_000_000 + nth),
    write: (person, text) =>
      mustDeliver(call(whatsAppMessage(fresh('wamid.in'), person, { type: 'text', text: { body: text } }))),
    received: (person) => graph.messagesTo(person).map(({ text }) => text),
    reports: (person) =>
      graph
        .messagesTo(person)
        .flatMap(({ id }) => ['read', 'delivered', 'sent'].map((status) => call(whatsAppStatus(id, person, status)))),
    answerByHand(person, text) {
      const metadata = { display_phone_number: '15550783881', phone_number_id: account.id };
      const echo = { from: '15550783881', to: person, id: fresh('wamid.echo'), timestamp: '1760000000', type: 'text' };
      const value = { messaging_product: 'whatsapp', metadata, message_echoes: [{ ...echo, text: { body: text } }] };
      const body = {
        object: 'whatsapp_business_account',
        entry: [{ id: '1', changes: [{ field: 'smb_message_echoes', value }] }],
      };
      return metaCall(account, `${stack().apiUrl}/webhooks/whatsapp/${tenant}`, body);
    },
    odd: (person) => call(whatsAppMessage(fresh('wamid.odd'), person, { type: 'hologram', hologram: { id: '1' } })),
    forged: forgedMeta,
    problems: () => graph.problems,
  };
}

export function pageRig(
  stack: () => Stack,
  providers: Providers,
  tenant: string,
  kind: 'messenger' | 'instagram',
): Rig & { account: GraphAccount } {
  const account = metaAccount(providers, kind, String(200_000 + Math.floor(Math.random() * 799_999)));
  const call = (item: Readonly<Record<string, unknown>>) =>
    metaCall(account, `${stack().apiUrl}/webhooks/${kind}/${tenant}`, messagingDelivery(account, [item]));
  const message = (person: string, content: Readonly<Record<string, unknown>>) =>
    call(fromPerson(account, person, { message: { mid: fresh('m_in'), ...content } }));
  const { graph } = providers;
  const id = kind === 'messenger' ? { page_id: account.id } : { account_id: account.id };
  const base = kind === 'messenger' ? 500_000 : 600_000;
  return {
    name: kind,
    account,
    connection: { channel: kind, credentials: { ...metaCredentials(account), ...id } },
    person: (nth) => String(base + nth),
    write: (person, text) => mustDeliver(message(person, { text })),
    received: (person) => graph.messagesTo(person).map(({ text }) => text),
    reports: (person) =>
      graph.messagesTo(person).flatMap(({ id: mid, key, text }) => [
        call(fromPerson(account, person, { read: kind === 'messenger' ? { watermark: Date.now() + 5_000 } : { mid } })),
        call(fromPerson(account, person, { delivery: { mids: [mid], watermark: Date.now() } })),
        // Our own words come back: with our metadata, or (Instagram) with nothing but themselves.
        call(echoOf(account, person, { mid, text, ...(key !== undefined && { metadata: key, app_id: 777001 }) })),
      ]),
    answerByHand: (person, text) =>
      call(echoOf(account, person, { mid: fresh('m_echo'), text, app_id: 263902037430900 })),
    odd: (person) => message(person, { attachments: [{ type: 'hologram', payload: 'x' }] }),
    forged: forgedMeta,
    problems: () => graph.problems,
  };
}

export function twilioRig(
  stack: () => Stack,
  providers: Providers,
  tenant: string,
  account: TwilioAccount,
  kind: 'sms' | 'whatsapp',
): Rig {
  const prefix = kind === 'sms' ? '' : 'whatsapp:';
  const number = account.numbers.find((one) => one.startsWith('whatsapp:') === (kind === 'whatsapp')) ?? '';
  const call = (fields: Readonly<Record<string, string>>, query = '') => {
    const path = `/webhooks/twilio/${tenant}${query}`;
    // The API knows itself by its PUBLIC_URL; the wire is another address.
    const publicUrl = `http://localhost:${new URL(stack().apiUrl).port}${path}`;
    return twilioCall(account, { url: `${stack().apiUrl}${path}`, publicUrl }, fields);
  };
  const { twilio } = providers;
  const message = (person: string, text: string) =>
    incoming(account, { sid: fresh('SM'), from: person, to: number, text });
  return {
    name: `twilio ${kind}`,
    connection: {
      channel: 'twilio',
      credentials: {
        account_sid: account.sid,
        auth_token: account.token,
        sms_from: account.numbers[0] ?? '',
        whatsapp_from: account.numbers[1] ?? '',
      },
    },
    person: (nth) => `${prefix}+9725${String(10_000_000 + nth)}`,
    write: (person, text) => mustDeliver(call(message(person, text))),
    received: (person) => twilio.messagesTo(person).map(({ text }) => text),
    reports: (person) =>
      twilio.messagesTo(person).flatMap(({ sid, from, to, statusCallback = '' }) => {
        const query = new URL(statusCallback).search;
        const names = kind === 'sms' ? ['delivered', 'sent', 'queued'] : ['read', 'delivered', 'sent'];
        return names.map((name) => call(progress(account, { sid, from, to }, name), query));
      }),
    odd: (person) =>
      call({
        ...message(person, ''),
        NumMedia: '1',
        MediaUrl0: 'https://x.example/1',
        MediaContentType0: 'application/x-odd',
      }),
    forged: (one) => ({ ...one, headers: { ...one.headers, 'x-twilio-signature': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' } }),
    problems: () => twilio.problems,
  };
}

export function telegramRig(stack: () => Stack, tenant: string): Rig {
  const secret = randomBytes(16).toString('hex');
  const updates = createUpdates(800_000_000);
  const call = (update: unknown): WebhookCall => ({
    url: `${stack().apiUrl}/webhooks/telegram/${tenant}`,
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    body: JSON.stringify(update),
  });
  return {
    name: 'telegram',
    connection: {
      channel: 'telegram',
      credentials: { bot_token: `990001:${randomBytes(18).toString('hex')}`, secret_token: secret },
    },
    person: (nth) => String(700_000 + nth),
    write: (person, text) => mustDeliver(call(updates.text(Number(person), text, { languageCode: 'en' }))),
    received: (person) =>
      stack()
        .telegram.messagesTo(person)
        .map(({ text }) => text),
    odd: (person) => call(updates.message(Number(person), { sticker: { file_id: 'x' } })),
    forged: (one) => ({ ...one, headers: { ...one.headers, 'x-telegram-bot-api-secret-token': 'wrong-secret' } }),
    // The fake answers a wrong call as Telegram would, and nothing of what we said is then sent.
    problems: () => [],
  };
}

export function webRig(stack: () => Stack, tenant: string): Rig {
  const visitors = new Map<string, { readonly visitor: Visitor; readonly replies: string[] }>();
  const find = (person: string) => {
    const known = visitors.get(person) ?? { visitor: visitor(stack(), tenant, person), replies: [] };
    visitors.set(person, known);
    return known;
  };
  return {
    name: 'web',
    connection: undefined,
    person: (nth) => `web-visitor-${nth}`,
    async write(person, text) {
      const { visitor: one, replies } = find(person);
      const { reply } = await one.say(text);
      if (reply !== '') replies.push(reply);
      return { url: '', headers: {}, body: '' };
    },
    received: (person) => find(person).replies,
    problems: () => [],
  };
}
