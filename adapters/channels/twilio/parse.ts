import type { ParseContext, ParsedWebhook, WebhookAnswer, WebhookRequest } from '#domain/channel-port.ts';
import type { DeliveryStatus, EventPerson } from '#domain/message/channel-event.ts';
import type { InboundContact } from '#domain/message/inbound.ts';
import { defined } from '#adapters/channels/http/loose.ts';
import { collectFindings } from '#adapters/channels/http/webhook-findings.ts';
import type { WebhookFindings } from '#adapters/channels/http/webhook-findings.ts';
import { twilioContent } from './content.ts';
import { readFields } from './fields.ts';
import type { TwilioFields } from './fields.ts';
import { twilioRefusal } from './errors.ts';

/** No words of ours: replies are sent through the API, when they are ready. */
const EMPTY_TWIML: WebhookAnswer = { status: 200, contentType: 'text/xml', body: '<Response/>' };

/** What Twilio calls a message's progress; `queued` and `accepted` say nothing that we do not know. */
const STATUSES: Readonly<Record<string, DeliveryStatus>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
  undelivered: 'failed',
};

const INCOMING = new Set(['received', 'receiving']);

/**
 * Reads one request of Twilio: a message of a customer, or what became of one of ours.
 * @throws InvalidInput when the body is no form
 */
export function parseTwilio(request: WebhookRequest, context: ParseContext): ParsedWebhook {
  const fields = readFields(request);
  const found = collectFindings();
  const at = context.receivedAt.toISOString();
  // Older callbacks have the second name only; beside a message either says that it came in.
  const status = fields.text('MessageStatus', 40) ?? fields.text('SmsStatus', 40);
  found.item(() => {
    if (status !== undefined && !INCOMING.has(status)) readStatus(found, fields, status, at, request);
    else readMessage(found, fields, at);
  });
  return { ...found.done(), answer: EMPTY_TWIML };
}

function idOf(fields: TwilioFields): string | undefined {
  return fields.id('MessageSid') ?? fields.id('SmsMessageSid') ?? fields.id('SmsSid');
}

function readMessage(found: WebhookFindings, fields: TwilioFields, at: string): void {
  const id = idOf(fields);
  const from = fields.text('From', 256)?.trim();
  if (id === undefined || from === undefined) return found.ignore('not_a_message');
  const contact = contactOf(fields, from);
  const accountId = fields.text('To', 256)?.trim();
  const often = fields.text('FrequentlyForwarded') === 'true';
  const forwarded = often ? 'often' : fields.text('Forwarded') === 'true' ? 'once' : undefined;
  const ad = adOf(fields);
  wishOf(found, fields, { id, at, accountId: accountId ?? null, person: personOf(contact) });
  found.message({
    message: {
      id,
      ...twilioContent(fields),
      sentAt: at,
      order: 0,
      ...defined({ replyToId: fields.id('OriginalRepliedMessageSid'), forwarded, ad, referral: ad?.sourceId }),
    },
    contact,
    ...(accountId !== undefined && { accountId }),
  });
}

/** WhatsApp people may come without a number; the id Meta made for them stays when the number changes. */
function contactOf(fields: TwilioFields, from: string): InboundContact {
  const written = fields.id('ExternalUserId')?.replace(/^whatsapp:/, '');
  const inFrom = /^whatsapp:([A-Z]{2}\..+)$/.exec(from)?.[1];
  const stable = written ?? inFrom;
  return {
    recipient: from,
    ...defined({ displayName: fields.text('ProfileName', 128) }),
    ...(stable !== undefined && { key: stable, aliases: [from] }),
  };
}

function personOf({ recipient, key, aliases }: InboundContact): EventPerson {
  return { key: key ?? recipient, ...(aliases !== undefined && { aliases }) };
}

/** With advanced opt-out Twilio has obeyed and answered already, and says so. */
function wishOf(
  found: WebhookFindings,
  fields: TwilioFields,
  about: { readonly id: string; readonly at: string; readonly accountId: string | null; readonly person: EventPerson },
): void {
  const wish = fields.text('OptOutType', 16);
  if (wish !== 'STOP' && wish !== 'START') return;
  const { id, ...facts } = about;
  found.event({ kind: wish === 'STOP' ? 'opt_out' : 'opt_in', key: `wish:${id}`, ...facts, scope: 'all' });
}

function adOf(fields: TwilioFields) {
  const ad = defined({
    sourceType: fields.text('ReferralSourceType', 64),
    sourceId: fields.id('ReferralSourceId'),
    sourceUrl: fields.text('ReferralSourceUrl', 1_024),
    headline: fields.text('ReferralHeadline', 512),
    body: fields.text('ReferralBody', 1_024),
    clickId: fields.id('ReferralCtwaClid'),
  });
  return Object.keys(ad).length > 0 ? ad : undefined;
}

function readStatus(
  found: WebhookFindings,
  fields: TwilioFields,
  name: string,
  at: string,
  request: WebhookRequest,
): void {
  const id = idOf(fields);
  const status = Object.hasOwn(STATUSES, name) ? STATUSES[name] : undefined;
  if (id === undefined || status === undefined) return found.ignore(`status_${name}`);
  const to = fields.text('To', 256)?.trim();
  const code = fields.text('ErrorCode', 16);
  found.event({
    kind: 'status',
    accountId: fields.text('From', 256)?.trim() ?? null,
    key: `status:${id}:${name}`,
    at,
    status,
    messageIds: [id],
    ...defined({
      person: to === undefined ? undefined : { key: to },
      // The address we gave with the message carries our key of it.
      ourKey: request.query['key'],
      failure: status === 'failed' ? { code: code ?? name, reason: twilioRefusal(code) } : undefined,
    }),
  });
}
