import type { ChannelEvent } from '#domain/message/channel-event.ts';
import type { Json } from '#domain/turn/receipt.ts';
import { asId, asObject, asText, asTime, defined, hashId } from '#adapters/channels/http/loose.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';
import type { MessagingFacts, ToldFacts } from './messaging.ts';

/** Items of `messaging[]` that are no messages, `told` being what tells them apart; undefined for a kind we do not know. */
export function readReceipt(item: LooseObject, facts: MessagingFacts, told: ToldFacts): ChannelEvent | undefined {
  const delivery = asObject(item['delivery']);
  if (delivery !== undefined) return statusOf('delivered', delivery, facts);
  const read = asObject(item['read']);
  if (read !== undefined) return statusOf('read', read, facts);
  const reaction = asObject(item['reaction']);
  if (reaction !== undefined) return reactionOf(reaction, facts, told);
  const edit = asObject(item['message_edit']);
  if (edit !== undefined) return editOf(edit, facts, told);
  const referral = asObject(item['referral']);
  if (referral !== undefined) {
    const key = `referral:${hashId(JSON.stringify([told, referral]))}`;
    return { kind: 'referral', key, ...facts, data: referral as Json & LooseObject };
  }
  const handover = handoverOf(item, facts, told);
  if (handover !== undefined) return handover;
  const optin = asObject(item['optin']);
  return optin === undefined ? undefined : optinOf(optin, facts, told);
}

const HANDOVERS = {
  pass_thread_control: 'pass',
  take_thread_control: 'take',
  request_thread_control: 'request',
} as const;

function handoverOf(item: LooseObject, facts: MessagingFacts, told: ToldFacts): ChannelEvent | undefined {
  for (const [name, action] of Object.entries(HANDOVERS)) {
    const data = asObject(item[name]);
    if (data === undefined) continue;
    const key = `handover:${hashId(JSON.stringify([told, name, data]))}`;
    return { kind: 'handover', key, ...facts, action, data: data as Json & LooseObject };
  }
  return undefined;
}

/** Messenger names everything until a time and perhaps the messages; Instagram names one message. */
function statusOf(status: 'delivered' | 'read', receipt: LooseObject, facts: MessagingFacts): ChannelEvent {
  const mids = Array.isArray(receipt['mids']) ? receipt['mids'].slice(0, 1_000).map(asId) : [asId(receipt['mid'])];
  const messageIds = mids.filter((mid) => mid !== undefined);
  const until = asTime(receipt['watermark']);
  return {
    kind: 'status',
    key: `${status}:${hashId(JSON.stringify([facts.person.key, messageIds, until]))}`,
    ...facts,
    status,
    messageIds,
    ...defined({ until }),
  };
}

function reactionOf(reaction: LooseObject, facts: MessagingFacts, told: ToldFacts): ChannelEvent {
  const targetId = asId(reaction['mid']) ?? '';
  const taken = reaction['action'] === 'unreact';
  const emoji = taken ? null : (asText(reaction['emoji'], 64) ?? asText(reaction['reaction'], 64) ?? null);
  const key = `reaction:${hashId(JSON.stringify([told, targetId, emoji]))}`;
  return { kind: 'reaction', key, ...facts, targetId, emoji };
}

function editOf(edit: LooseObject, facts: MessagingFacts, told: ToldFacts): ChannelEvent {
  const targetId = asId(edit['mid']) ?? '';
  const times = asId(edit['num_edit']) ?? hashId(JSON.stringify([told, edit]));
  return {
    kind: 'edit',
    key: `edit:${targetId}:${times}`,
    ...facts,
    targetId,
    ...defined({ text: asText(edit['text']) }),
  };
}

/** The person let us write: through a plugin, a checkbox, or a notification they asked for. */
function optinOf(optin: LooseObject, facts: MessagingFacts, told: ToldFacts): ChannelEvent {
  const stopped = optin['notification_messages_status'] === 'STOP_NOTIFICATIONS';
  return {
    kind: stopped ? 'opt_out' : 'opt_in',
    key: `optin:${hashId(JSON.stringify([told, optin]))}`,
    ...facts,
    scope: 'marketing',
    data: optin as Json & LooseObject,
  };
}
