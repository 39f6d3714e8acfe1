import type { ParseContext, ParsedWebhook, WebhookRequest } from '#domain/channel-port.ts';
import { InvalidInput } from '#domain/errors.ts';
import { asObject, asObjects, asText, readJsonObject } from '#adapters/channels/http/loose.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';
import { collectFindings } from '#adapters/channels/http/webhook-findings.ts';
import type { WebhookFindings } from '#adapters/channels/http/webhook-findings.ts';
import { readAccountChange, readErrors, readUserIdUpdate, readUserPreference } from './account-events.ts';
import { readEcho } from './echoes.ts';
import { readMessage } from './messages.ts';
import { readStatus } from './statuses.ts';

/** One change of a delivery: its value, and whose account it is about. */
export interface WhatsAppChange {
  readonly value: LooseObject;
  readonly accountId: string | null;
  /** The business's own number, digits only, where the delivery names it. */
  readonly ownNumber: string | undefined;
  readonly receivedAt: string;
  /** Position of the item, which breaks ties of messages of one second. */
  readonly order: number;
}

/**
 * Reads a delivery of the Cloud API: every entry, every change, every message, status and error in it.
 * @throws InvalidInput when the body is no delivery of WhatsApp at all
 */
export function parseWhatsApp(request: WebhookRequest, context: ParseContext): ParsedWebhook {
  const body = readJsonObject(request.rawBody, 'WhatsApp webhook');
  if (!Array.isArray(body['entry'])) throw new InvalidInput('WhatsApp webhook: expected an object with `entry[]`');
  const found = collectFindings();
  const receivedAt = context.receivedAt.toISOString();
  let order = 0;
  for (const entry of asObjects(body['entry'])) {
    for (const change of asObjects(entry['changes'])) {
      const field = asText(change['field'], 64) ?? 'none';
      found.item(() => {
        order = readChange(found, field, asObject(change['value']) ?? {}, { receivedAt, order }, entry);
      });
    }
  }
  return found.done();
}

type Reader = (found: WebhookFindings, item: LooseObject, change: WhatsAppChange) => void;

/** Under these names `messages[]` is what a person just wrote; `history` repeats what was said before we were connected. */
const MESSAGE_FIELDS = new Set(['messages', 'none']);

/** The lists a value may hold, in the order in which they are read: an account's own news last. */
const LISTS: readonly (readonly [string, Reader])[] = [
  ['messages', readMessage],
  ['message_echoes', readEcho],
  ['statuses', readStatus],
  ['user_preferences', readUserPreference],
  ['user_id_update', readUserIdUpdate],
];

function readChange(
  found: WebhookFindings,
  field: string,
  value: LooseObject,
  at: { readonly receivedAt: string; readonly order: number },
  entry: LooseObject,
): number {
  const metadata = asObject(value['metadata']);
  const change: WhatsAppChange = {
    value,
    accountId: asText(metadata?.['phone_number_id'], 64) ?? null,
    ownNumber: asText(metadata?.['display_phone_number'], 40)?.replaceAll(/\D/g, ''),
    ...at,
  };
  let order = at.order;
  let read = 0;
  for (const [name, reader] of LISTS) {
    if (name === 'messages' && !MESSAGE_FIELDS.has(field)) continue;
    for (const item of asObjects(value[name])) {
      read += 1;
      order += 1;
      found.item(() => reader(found, item, { ...change, order }));
    }
  }
  read += readErrors(found, value, change);
  if (read === 0 && field === 'messages') found.ignore('empty_change');
  else if (read === 0) readAccountChange(found, field, value, change, entry);
  return order;
}
