import type { ChannelCredentials } from '#domain/channel-port.ts';
import { asId, asObject, asObjects, asText } from '#adapters/channels/http/loose.ts';
import type { TwilioApi } from './api.ts';

/** Something that messages of customers come in by, and the address that Twilio then calls. */
export interface Entrance {
  /** As its owner knows it. */
  readonly title: string | undefined;
  /** Undefined when none is set. */
  readonly address: string | undefined;
  readonly problem?: string;
  /** Sets the address; an empty one takes it away. */
  point(address: string): Promise<void>;
}

export interface KnownEntrance {
  /** In the words of the credentials, e.g. `sms_from`. */
  readonly name: string;
  /** Undefined when the account has no such thing of its own. @throws the errors of `ChannelSender.send` */
  readonly find: () => Promise<Entrance | undefined>;
}

const LONGEST_ADDRESS = 2_048;

/** Those that the credentials name. */
export function entrancesOf(api: TwilioApi, credentials: ChannelCredentials): readonly KnownEntrance[] {
  const { sms_from: sms, whatsapp_from: whatsApp, messaging_service_sid: service } = credentials;
  return [
    ...(sms === undefined ? [] : [{ name: 'sms_from', find: () => findNumber(api, credentials, sms) }]),
    ...(whatsApp === undefined ? [] : [{ name: 'whatsapp_from', find: () => findSender(api, credentials, whatsApp) }]),
    ...(service === undefined
      ? []
      : [{ name: 'messaging_service_sid', find: () => findService(api, credentials, service) }]),
  ];
}

async function findNumber(api: TwilioApi, credentials: ChannelCredentials, number: string) {
  const query = new URLSearchParams({ PhoneNumber: number });
  const found = await api.call(credentials, { method: 'GET', path: `IncomingPhoneNumbers.json?${query.toString()}` });
  const [one] = asObjects(found['incoming_phone_numbers']);
  const sid = asId(one?.['sid']);
  if (sid === undefined) return undefined;
  return {
    title: asText(one?.['friendly_name'], 128),
    address: asText(one?.['sms_url'], LONGEST_ADDRESS),
    point: async (address: string) => {
      const form = { SmsUrl: address, SmsMethod: 'POST' };
      await api.call(credentials, { path: `IncomingPhoneNumbers/${encodeURIComponent(sid)}.json`, form });
    },
  };
}

/** The WhatsApp numbers of an account; the sandbox's is nobody's own. */
async function findSender(api: TwilioApi, credentials: ChannelCredentials, senderId: string) {
  const path = 'v2/Channels/Senders';
  const found = await api.messaging(credentials, { method: 'GET', path: `${path}?Channel=whatsapp&PageSize=1000` });
  const one = asObjects(found['senders']).find((sender) => sender['sender_id'] === senderId);
  const sid = asId(one?.['sid']);
  if (one === undefined || sid === undefined) return undefined;
  const status = asText(one['status'], 64);
  return {
    title: senderId,
    address: asText(asObject(one['webhook'])?.['callback_url'], LONGEST_ADDRESS),
    ...(status !== undefined && !status.startsWith('ONLINE') && { problem: `its status is ${status}` }),
    point: async (address: string) => {
      const json = { webhook: { callback_url: address, callback_method: 'POST' } };
      await api.messaging(credentials, { path: `${path}/${encodeURIComponent(sid)}`, json });
    },
  };
}

/** A messaging service; one that leaves the address to each number has none of its own. */
async function findService(api: TwilioApi, credentials: ChannelCredentials, sid: string) {
  const path = `v1/Services/${encodeURIComponent(sid)}`;
  const one = await api.messaging(credentials, { method: 'GET', path });
  return {
    title: asText(one['friendly_name'], 128),
    address: asText(one['inbound_request_url'], LONGEST_ADDRESS),
    ...(one['use_inbound_webhook_on_number'] === true && { problem: 'it leaves the address to each number' }),
    point: async (address: string) => {
      const form = { InboundRequestUrl: address, InboundMethod: 'POST', UseInboundWebhookOnNumber: 'false' };
      await api.messaging(credentials, { path, form });
    },
  };
}
