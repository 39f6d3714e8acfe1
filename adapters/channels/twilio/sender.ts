import { ChannelOutcomeUnknown, ChannelRefused } from '#domain/errors.ts';
import { withNumberedChoices } from '#domain/message/numbered-choices.ts';
import type { ChannelCapabilities, ChannelSender, ChannelTarget, OutboundPart } from '#domain/ports.ts';
import { asId } from '#adapters/channels/http/loose.ts';
import type { TwilioApi } from './api.ts';

const WHATSAPP: ChannelCapabilities = {
  maxText: 1_600,
  textUnit: 'utf16',
  images: true,
  buttons: 0,
  buttonTitle: 0,
  formatting: 'whatsapp',
  windowMs: 24 * 3_600_000,
  templates: true,
  edit: false,
  receipts: 'read',
  sendsPerSecond: 60,
  typingMs: 20_000,
  statusEchoesKey: true,
};

const SMS: ChannelCapabilities = {
  ...WHATSAPP,
  // Ten segments: 1530 characters of GSM-7, 670 of others. One emoji makes all of a text the latter.
  maxText: 10,
  textUnit: 'segments',
  // Pictures need MMS, which most numbers don't have.
  images: false,
  formatting: 'none',
  windowMs: null,
  templates: false,
  receipts: 'delivered',
  sendsPerSecond: 10,
  typingMs: 0,
};

/** SMS and WhatsApp through Twilio; which of the two is told by the recipient. */
export function createTwilioSender(api: TwilioApi): ChannelSender {
  return {
    capabilities: WHATSAPP,
    capabilitiesFor: (recipient) => (isWhatsApp(recipient) ? WHATSAPP : SMS),
    async send(target, part) {
      if (target.windowOpen === false && isWhatsApp(target.recipient))
        return sendTemplate(api, target, part, undefined);
      try {
        return await create(api, target, part, wordsOf(target, part));
      } catch (error) {
        if (error instanceof ChannelRefused && error.reason === 'window') return sendTemplate(api, target, part, error);
        throw error;
      }
    },
    async typing({ credentials, recipient, lastMessageId }) {
      if (!isWhatsApp(recipient) || lastMessageId === undefined) return;
      const json = { channel: 'WHATSAPP', messageId: lastMessageId };
      await api.messaging(credentials, { path: 'v3/Indicators/Typing.json', json });
    },
  };
}

function isWhatsApp(recipient: string): boolean {
  return recipient.startsWith('whatsapp:');
}

function wordsOf(target: ChannelTarget, part: OutboundPart): Record<string, string> {
  const body = withNumberedChoices(part.text, part.choices ?? []);
  const picture = part.imageUrl !== undefined && isWhatsApp(target.recipient);
  return {
    ...(body !== '' && { Body: body }),
    ...(picture && part.imageUrl !== undefined && { MediaUrl: part.imageUrl }),
  };
}

async function sendTemplate(
  api: TwilioApi,
  target: ChannelTarget,
  part: OutboundPart,
  cause: ChannelRefused | undefined,
): Promise<{ readonly providerMessageId: string }> {
  const contentSid = target.credentials['content_sid'];
  if (contentSid === undefined || contentSid === '') {
    throw new ChannelRefused(
      'Twilio: the 24-hour window is closed and the channel names no content_sid to reopen it',
      'window',
      { cause },
    );
  }
  const line = part.text.replaceAll(/\s+/g, ' ').trim().slice(0, 1_024).toWellFormed();
  return create(api, target, part, { ContentSid: contentSid, ContentVariables: JSON.stringify({ 1: line }) });
}

async function create(
  api: TwilioApi,
  target: ChannelTarget,
  part: OutboundPart,
  content: Readonly<Record<string, string>>,
): Promise<{ readonly providerMessageId: string }> {
  const { credentials, recipient } = target;
  if (!/^(whatsapp:)?(\+\d{3,20}|[A-Z]{2}\.[\w.]{1,128})$/.test(recipient)) {
    throw new ChannelRefused('Twilio: the recipient is not a number', 'invalid');
  }
  const callback =
    target.webhookUrl === undefined ? undefined : `${target.webhookUrl}?key=${encodeURIComponent(part.key)}`;
  const answer = await api.call(credentials, {
    path: 'Messages.json',
    form: {
      To: recipient,
      ...senderOf(target),
      ...content,
      ...(callback !== undefined && { StatusCallback: callback }),
    },
  });
  const providerMessageId = asId(answer['sid']);
  if (providerMessageId === undefined) throw new ChannelOutcomeUnknown('Twilio accepted the message and gave it no id');
  return { providerMessageId };
}

function senderOf({ credentials, recipient }: ChannelTarget): Record<string, string> {
  const from = credentials[isWhatsApp(recipient) ? 'whatsapp_from' : 'sms_from'];
  if (from !== undefined) return { From: from };
  const service = credentials['messaging_service_sid'];
  if (service !== undefined) return { MessagingServiceSid: service };
  throw new ChannelRefused('Twilio: the account is connected for the other kind of message only', 'auth');
}
