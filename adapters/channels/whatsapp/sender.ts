import { ChannelRefused } from '#domain/errors.ts';
import type { ChannelCapabilities, ChannelSender, ChannelTarget, OutboundPart } from '#domain/ports.ts';
import { asObjects } from '#adapters/channels/http/loose.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';
import { acceptedId, mustHave } from '#adapters/channels/meta/graph.ts';
import type { Graph } from '#adapters/channels/meta/graph.ts';
import { addressed, templateOf, whatsAppContentOf } from './outgoing.ts';

const DAY_MS = 24 * 3_600_000;

export const WHATSAPP_CAPABILITIES: ChannelCapabilities = {
  maxText: 4_096,
  textUnit: 'utf16',
  images: true,
  buttons: 10,
  buttonTitle: 20,
  formatting: 'whatsapp',
  windowMs: DAY_MS,
  templates: true,
  edit: false,
  receipts: 'read',
  // What a new number may send; a number upgraded by Meta may do more.
  sendsPerSecond: 60,
  typingMs: 20_000,
  statusEchoesKey: true,
};

/** The Cloud API's messages endpoint. */
export function createWhatsAppSender(graph: Graph): ChannelSender {
  const post = (target: ChannelTarget, body: LooseObject) =>
    graph(target.credentials, { path: `${numberOf(target)}/messages`, body });
  return {
    capabilities: WHATSAPP_CAPABILITIES,
    async send(target, part) {
      if (target.windowOpen === false) return sendTemplate(post, target, part, undefined);
      try {
        return idOf(await post(target, addressed(target, part.key, whatsAppContentOf(part))));
      } catch (error) {
        if (error instanceof ChannelRefused && error.reason === 'window') {
          return sendTemplate(post, target, part, error);
        }
        throw error;
      }
    },
    /** WhatsApp shows typing below a message, and marks that message as read by it. */
    async typing(target) {
      const { lastMessageId } = target;
      if (lastMessageId === undefined) return;
      await post(target, {
        messaging_product: 'whatsapp',
        status: 'read',
        message_id: lastMessageId,
        typing_indicator: { type: 'text' },
      });
    },
  };
}

async function sendTemplate(
  post: (target: ChannelTarget, body: LooseObject) => Promise<LooseObject>,
  target: ChannelTarget,
  part: OutboundPart,
  cause: ChannelRefused | undefined,
) {
  const template = templateOf(target.credentials, part.text);
  if (template === undefined) {
    throw new ChannelRefused(
      'WhatsApp: the 24-hour window is closed and the channel names no template_name to reopen it',
      'window',
      { cause },
    );
  }
  return idOf(await post(target, addressed(target, part.key, template)));
}

function idOf(answer: LooseObject) {
  return acceptedId(asObjects(answer['messages'])[0]?.['id']);
}

function numberOf({ credentials, recipient }: ChannelTarget): string {
  if (!/^[\w.+-]{1,128}$/.test(recipient)) {
    throw new ChannelRefused('WhatsApp: the recipient is neither a number nor a user id', 'invalid');
  }
  return encodeURIComponent(mustHave(credentials, 'phone_number_id'));
}
