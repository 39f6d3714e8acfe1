import type { ParseContext, ParsedWebhook, WebhookRequest } from '#domain/channel-port.ts';
import { InvalidInput } from '#domain/errors.ts';
import { asId, asObject, asObjects, asText, asTime, readJsonObject } from '#adapters/channels/http/loose.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';
import { collectFindings } from '#adapters/channels/http/webhook-findings.ts';
import type { WebhookFindings } from '#adapters/channels/http/webhook-findings.ts';
import { readFacebookComment, readInstagramComment } from './comments.ts';
import { readMessaging } from './messaging.ts';

/** What the items of one entry have in common. */
export interface PageEntry {
  /** The page's or professional account's id; null when the delivery names none. */
  readonly accountId: string | null;
  readonly at: string;
  readonly order: number;
  /** True while another app holds the thread: we read along and say nothing. */
  readonly standby: boolean;
}

/**
 * Reads a delivery about pages or Instagram accounts: direct messages, comments, receipts, of every entry. Meta names
 * Instagram accounts under either `object`, so what an item is, is told by the item.
 * @throws InvalidInput when the body is no such delivery at all
 */
export function parsePage(request: WebhookRequest, context: ParseContext): ParsedWebhook {
  const body = readJsonObject(request.rawBody, 'Meta webhook');
  if (!Array.isArray(body['entry'])) throw new InvalidInput('Meta webhook: expected an object with `entry[]`');
  const isInstagram = body['object'] === 'instagram';
  const found = collectFindings();
  let order = 0;
  for (const entry of asObjects(body['entry'])) {
    const common = {
      accountId: asId(entry['id']) ?? null,
      at: asTime(entry['time']) ?? context.receivedAt.toISOString(),
    };
    for (const name of ['messaging', 'standby'] as const) {
      for (const item of asObjects(entry[name])) {
        order += 1;
        const page = { ...common, order, standby: name === 'standby' };
        found.item(() => readMessaging(found, item, page));
      }
    }
    for (const change of changesOf(entry)) {
      order += 1;
      found.item(() => readChange(found, change, { ...common, order, standby: false }, isInstagram));
    }
  }
  return found.done();
}

/** With Instagram Login `field` and `value` may stand in the entry itself. */
function changesOf(entry: LooseObject): readonly LooseObject[] {
  const changes = asObjects(entry['changes']);
  return typeof entry['field'] === 'string' ? [...changes, entry] : changes;
}

const INSTAGRAM_COMMENTS = new Set(['comments', 'live_comments']);

function readChange(found: WebhookFindings, change: LooseObject, page: PageEntry, isInstagram: boolean): void {
  const field = asText(change['field'], 40) ?? 'none';
  const value = asObject(change['value']);
  if (value === undefined) return found.ignore(`field_${field}`);
  if (INSTAGRAM_COMMENTS.has(field)) return readInstagramComment(found, field, value, page);
  if (field === 'feed' && !isInstagram) return readFacebookComment(found, value, page);
  // The dashboard's "Test" button: a message of nobody to account 0.
  if (page.accountId !== '0' && value['sender'] !== undefined && value['recipient'] !== undefined) {
    return readMessaging(found, value, page);
  }
  found.ignore(`field_${field}`);
}
