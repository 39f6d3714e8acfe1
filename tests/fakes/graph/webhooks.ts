import { createHmac } from 'node:crypto';
import type { WebhookCall } from '#tests/fakes/provider/deliver.ts';
import type { GraphAccount } from './accounts.ts';

/** Builds webhooks as Meta sends them, signed, with non-ASCII letters escaped as Meta escapes them. */
export function metaCall(account: GraphAccount, url: string, body: unknown): WebhookCall {
  const text = escaped(JSON.stringify(body));
  const signature = createHmac('sha256', account.appSecret).update(text).digest('hex');
  return {
    url,
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body: text,
  };
}

function escaped(json: string): string {
  return json.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const seconds = (at: Date) => String(Math.floor(at.getTime() / 1000));

/** One change of WhatsApp's `messages` field. */
export function whatsAppDelivery(account: GraphAccount, value: Readonly<Record<string, unknown>>) {
  const metadata = { display_phone_number: '15550783881', phone_number_id: account.id };
  return {
    object: 'whatsapp_business_account',
    entry: [
      { id: '1029', changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } }] },
    ],
  };
}

export function whatsAppMessage(id: string, from: string, content: Readonly<Record<string, unknown>>, at = new Date()) {
  return {
    contacts: [{ profile: { name: 'Dana' }, wa_id: from }],
    messages: [{ from, id, timestamp: seconds(at), ...content }],
  };
}

export function whatsAppStatus(
  id: string,
  person: string,
  status: string,
  extra: Readonly<Record<string, unknown>> = {},
) {
  return { statuses: [{ id, status, timestamp: seconds(new Date()), recipient_id: person, ...extra }] };
}

/** One item of `messaging[]` of a page or Instagram account. */
export function messagingDelivery(account: GraphAccount, items: readonly Readonly<Record<string, unknown>>[]) {
  const object = account.kind === 'instagram' ? 'instagram' : 'page';
  return { object, entry: [{ id: account.id, time: Date.now(), messaging: items }] };
}

export function fromPerson(account: GraphAccount, person: string, content: Readonly<Record<string, unknown>>) {
  return { sender: { id: person }, recipient: { id: account.id }, timestamp: Date.now(), ...content };
}

export function echoOf(account: GraphAccount, person: string, message: Readonly<Record<string, unknown>>) {
  return {
    sender: { id: account.id },
    recipient: { id: person },
    timestamp: Date.now(),
    message: { is_echo: true, ...message },
  };
}

/** A comment below a post of a page, or below a medium of an Instagram account. */
export function commentDelivery(
  account: GraphAccount,
  comment: { readonly id: string; readonly text: string; readonly from?: string },
) {
  const time = Math.floor(Date.now() / 1000);
  if (account.kind === 'instagram') {
    const from = comment.from === undefined ? {} : { from: { id: comment.from, username: 'dana' } };
    const value = { id: comment.id, text: comment.text, media: { id: '7', media_product_type: 'FEED' }, ...from };
    return { object: 'instagram', entry: [{ id: account.id, time, changes: [{ field: 'comments', value }] }] };
  }
  const from = comment.from === undefined ? {} : { from: { id: comment.from, name: 'Dana' } };
  const post = `${account.id}_1`;
  const value = { item: 'comment', verb: 'add', comment_id: comment.id, post_id: post, parent_id: post, ...from };
  const change = { field: 'feed', value: { ...value, created_time: time, message: comment.text } };
  return { object: 'page', entry: [{ id: account.id, time, changes: [change] }] };
}
