import type { EventPerson } from '#domain/message/channel-event.ts';
import type { AdReferral, CatalogArticle, InboundMessage } from '#domain/message/inbound.ts';
import { wordsOf } from '#domain/message/words-of.ts';
import type { Json } from '#domain/turn/receipt.ts';
import { asId, asObject, asText, asTime, defined, hashId } from '#adapters/channels/http/loose.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';
import type { WebhookFindings } from '#adapters/channels/http/webhook-findings.ts';
import { messagingContent } from './messaging-content.ts';
import { readReceipt } from './messaging-receipts.ts';
import type { PageEntry } from './parse-page.ts';

/** Whom an item of `messaging[]` is about, and when. */
export interface MessagingFacts {
  readonly accountId: string | null;
  readonly at: string;
  readonly person: EventPerson;
}

/**
 * Account, person and time as the provider tells them, for keys of what has no id: the same when it is delivered again. The
 * time of receipt is no part of it.
 */
export type ToldFacts = readonly (string | null)[];

/** Reads one item of `messaging[]` or `standby[]`: which key it has tells what it is. */
export function readMessaging(found: WebhookFindings, item: LooseObject, page: PageEntry): void {
  const sender = asId(asObject(item['sender'])?.['id']);
  const recipient = asId(asObject(item['recipient'])?.['id']);
  const message = asObject(item['message']);
  const echo = message?.['is_echo'] === true;
  const accountId = page.accountId ?? (echo ? sender : recipient) ?? null;
  const time = asTime(item['timestamp']);
  const at = time ?? page.at;
  const policy = asObject(item['policy_enforcement']) ?? asObject(item['policy-enforcement']);
  if (policy !== undefined) return readPolicy(found, policy, { accountId, at }, [accountId, time ?? null]);
  // An echo's person is its recipient; the account itself is never one.
  const personId = echo ? (recipient === accountId ? sender : recipient) : sender;
  if (personId === undefined) return found.ignore('malformed_messaging');
  const facts: MessagingFacts = { accountId, at, person: { key: personId } };
  const told: ToldFacts = [accountId, personId, time ?? null];
  if (message !== undefined) return readMessage(found, message, facts, page);
  const postback = asObject(item['postback']);
  if (postback !== undefined) return readPostback(found, postback, { facts, told }, page);
  const receipt = readReceipt(item, facts, told);
  if (receipt === undefined) return found.ignore(`messaging_${kindOf(item)}`);
  found.event(receipt);
}

function kindOf(item: LooseObject): string {
  const known = new Set(['sender', 'recipient', 'timestamp']);
  return asText(Object.keys(item).find((key) => !known.has(key)) ?? 'empty', 40) ?? 'empty';
}

function readMessage(found: WebhookFindings, message: LooseObject, facts: MessagingFacts, page: PageEntry): void {
  const id = asId(message['mid']);
  if (id === undefined) return found.ignore('malformed_message');
  if (message['is_echo'] === true) return readEcho(found, id, message, facts);
  if (message['is_deleted'] === true)
    return found.event({ kind: 'delete', key: `delete:${id}`, ...facts, targetId: id });
  const inbound: InboundMessage = {
    id,
    ...contentOf(message),
    sentAt: facts.at,
    order: page.order,
    ...replyOf(asObject(message['reply_to'])),
    ...defined(referralOf(message)),
  };
  if (!page.standby) return deliver(found, facts, inbound);
  // Another app holds the thread and answers.
  found.event({ kind: 'standby', key: `standby:${id}`, ...facts, messageId: id, text: wordsOf(inbound) });
}

function contentOf(message: LooseObject): Pick<InboundMessage, 'kind' | 'text' | 'attachments' | 'choice' | 'product'> {
  const content = messagingContent(message);
  const pressed = asId(asObject(message['quick_reply'])?.['payload']);
  if (pressed === undefined) return content;
  const { text } = content;
  return { ...content, kind: 'choice', text: text === '' ? pressed : text, choice: { id: pressed, title: text } };
}

function replyOf(target: LooseObject | undefined): Pick<InboundMessage, 'replyToId' | 'storyReply'> {
  const story = asObject(target?.['story']);
  const replyToId = asId(target?.['mid']) ?? asId(story?.['id']);
  return { ...defined({ replyToId }), ...(story !== undefined && { storyReply: true }) };
}

/** A button of a template, the "Get started" button, an ice breaker: pressed words are words. */
function readPostback(
  found: WebhookFindings,
  postback: LooseObject,
  { facts, told }: { readonly facts: MessagingFacts; readonly told: ToldFacts },
  page: PageEntry,
): void {
  // Without its payload while another app holds the thread.
  if (page.standby) return found.ignore('standby');
  const payload = asId(postback['payload']) ?? '';
  const title = asText(postback['title'], 256);
  const id = asId(postback['mid']) ?? `postback:${hashId(JSON.stringify([told, payload]))}`;
  const text = title ?? payload;
  const begins = /^GET_STARTED/i.test(payload) || text === '';
  deliver(found, facts, {
    id,
    kind: begins ? 'start' : 'choice',
    text: begins ? '' : text,
    ...(!begins && { choice: { id: payload, ...defined({ title }) } }),
    sentAt: facts.at,
    order: page.order,
    ...defined(referralOf(postback)),
  });
}

function deliver(found: WebhookFindings, { accountId, person }: MessagingFacts, message: InboundMessage): void {
  found.message({ message, contact: { recipient: person.key }, ...(accountId !== null && { accountId }) });
}

/**
 * A message that left the page. Ours carries our own `metadata`, or the id of our app; any other was written by a
 * person in the page's inbox.
 */
function readEcho(found: WebhookFindings, id: string, message: LooseObject, facts: MessagingFacts): void {
  const metadata = asText(message['metadata'], 512);
  found.event({
    kind: 'echo',
    key: `echo:${id}`,
    ...facts,
    messageId: id,
    recipient: facts.person.key,
    text: wordsOf({ id, ...messagingContent(message), sentAt: facts.at, order: 0 }),
    ...defined({
      appId: asId(message['app_id']),
      ourKey: metadata?.startsWith(KEY_PREFIX) ? metadata.slice(KEY_PREFIX.length) : undefined,
      change: message['is_deleted'] === true ? { type: 'delete' as const, targetId: id } : undefined,
    }),
  });
}

/** Marks our own messages in `metadata`, so that their echo is not taken for a person's. */
export const KEY_PREFIX = 'colloquy:';

function readPolicy(
  found: WebhookFindings,
  policy: LooseObject,
  about: { readonly accountId: string | null; readonly at: string },
  told: ToldFacts,
): void {
  const action = asText(policy['action'], 64) ?? 'changed';
  found.event({
    kind: 'account',
    key: `policy:${hashId(JSON.stringify([told, policy]))}`,
    ...about,
    field: 'policy_enforcement',
    event: action,
    data: policy as Json & LooseObject,
    ...(/^(block|warn)/i.test(action) && { trouble: `policy_enforcement: ${action}` }),
  });
}

interface Referrals {
  readonly product: CatalogArticle | undefined;
  readonly referral: string | undefined;
  readonly ad: AdReferral | undefined;
}

/** Where the person came from: a link's `ref`, an ad, or an article of the page's shop. */
function referralOf(holder: LooseObject): Referrals {
  const referral = asObject(holder['referral']);
  if (referral === undefined) return { product: undefined, referral: undefined, ad: undefined };
  const article = asId(asObject(referral['product'])?.['id']);
  const adId = asId(referral['ad_id']);
  const context = asObject(referral['ads_context_data']);
  const ad: AdReferral | undefined =
    adId === undefined && asText(referral['source']) !== 'ADS'
      ? undefined
      : defined({
          sourceType: asText(referral['source'], 64),
          sourceId: adId,
          headline: asText(context?.['ad_title'], 512),
          sourceUrl: asText(context?.['photo_url'], 1_024),
        });
  return {
    product: article === undefined ? undefined : { article },
    referral: asText(referral['ref'], 512) ?? adId,
    ad,
  };
}
