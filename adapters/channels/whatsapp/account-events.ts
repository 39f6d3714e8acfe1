import type { Json } from '#domain/turn/receipt.ts';
import { asId, asNumber, asObject, asObjects, asText, asTime, defined, hashId } from '#adapters/channels/http/loose.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';
import type { WebhookFindings } from '#adapters/channels/http/webhook-findings.ts';
import type { WhatsAppChange } from './parse.ts';
import { personOf, toContact, toEventPerson } from './people.ts';

/** What stops an account from sending until a person sees to it. */
const TROUBLE = /^(DISABLED|ACCOUNT_(DISABLED|RESTRICTION|VIOLATION|DELETED|OFFBOARDED)|PARTNER_REMOVED)/;

/** Fields kept as news of the account; other fields carry nothing that we use. */
const KEPT = /^(account_|message_template_|template_|phone_number_|business_|security|payment_)/;

/** A change that holds no list of ours: a template's review, a ban, a number's quality. */
export function readAccountChange(
  found: WebhookFindings,
  field: string,
  value: LooseObject,
  change: WhatsAppChange,
  entry: LooseObject,
): void {
  if (!KEPT.test(field)) return found.ignore(`field_${field}`);
  const event = asText(value['event'], 64) ?? 'changed';
  const at = asTime(entry['time']) ?? change.receivedAt;
  found.event({
    kind: 'account',
    accountId: change.accountId,
    key: `account:${field}:${event}:${hashId(JSON.stringify([entry['id'], entry['time'], value]))}`,
    at,
    field,
    event,
    data: value as Json & LooseObject,
    ...defined({ trouble: field === 'account_update' && TROUBLE.test(event) ? `${field}: ${event}` : undefined }),
  });
}

/** Errors beside or instead of messages; a legal delivery that other programs have died of. */
export function readErrors(found: WebhookFindings, value: LooseObject, change: WhatsAppChange): number {
  const errors = asObjects(value['errors']);
  if (errors.length === 0) return 0;
  const codes = errors.map((error) => asNumber(error['code']) ?? 0);
  found.event({
    kind: 'account',
    accountId: change.accountId,
    key: `errors:${hashId(JSON.stringify([change.accountId, value]))}`,
    at: change.receivedAt,
    field: 'errors',
    event: codes.join(','),
    data: { codes },
  });
  return errors.length;
}

/** The person told WhatsApp to stop, or take up again, marketing from this business. */
export function readUserPreference(found: WebhookFindings, item: LooseObject, change: WhatsAppChange): void {
  const person = personOf(change.value, { phone: item['wa_id'], businessId: item['user_id'] });
  const wish = asText(item['value'], 40) ?? '';
  if (person === undefined || !['stop', 'resume', 'signup'].includes(wish)) return found.ignore('malformed_preference');
  const time = asTime(item['timestamp']);
  const { key } = toEventPerson(person);
  found.event({
    kind: wish === 'stop' ? 'opt_out' : 'opt_in',
    accountId: change.accountId,
    key: `preference:${hashId(key)}:${wish}:${time ?? ''}`,
    at: time ?? change.receivedAt,
    person: toEventPerson(person),
    scope: 'marketing',
  });
}

/** The id Meta made for a person was replaced by another. */
export function readUserIdUpdate(found: WebhookFindings, item: LooseObject, change: WhatsAppChange): void {
  const ids = asObject(item['user_id']) ?? item;
  const [before, after] = [asId(ids['previous']), asId(ids['current'])];
  if (before === undefined || after === undefined) return found.ignore('malformed_user_id_update');
  const phone = asId(item['wa_id']);
  const to = { phone, businessId: after, name: undefined };
  found.event({
    kind: 'contact_moved',
    accountId: change.accountId,
    key: `user_id:${hashId(`${before} ${after}`)}`,
    at: asTime(item['timestamp']) ?? change.receivedAt,
    person: { key: before },
    to: toEventPerson(to),
    recipient: toContact(to).recipient,
  });
}
