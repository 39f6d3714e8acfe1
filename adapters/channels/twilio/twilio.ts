import type { ChannelModule } from '#domain/channel-port.ts';
import { createTwilioApi } from './api.ts';
import type { TwilioOptions } from './api.ts';
import { twilioCredentials } from './credentials.ts';
import { twilioMedia } from './media.ts';
import { parseTwilio } from './parse.ts';
import { examineTwilio, registerTwilio, unregisterTwilio } from './registration.ts';
import { createTwilioSender } from './sender.ts';
import { verifyTwilio } from './verify.ts';

/** Twilio: SMS, and WhatsApp through it. There is no GET handshake. */
export function twilioChannel(options: TwilioOptions): ChannelModule {
  const api = createTwilioApi(options);
  return {
    channel: 'twilio',
    credentials: twilioCredentials,
    sender: createTwilioSender(api),
    media: twilioMedia(options),
    accountIds: ({ whatsapp_from: whatsApp, sms_from: sms, messaging_service_sid: service }) =>
      [whatsApp, sms, service].filter((id) => id !== undefined),
    webhook: { unknownAccount: 'ours', verify: verifyTwilio, parse: parseTwilio },
    register: (credentials, url) => registerTwilio(api, credentials, url),
    unregister: (credentials) => unregisterTwilio(api, credentials),
    examine: (credentials, url) => examineTwilio(api, credentials, url),
  };
}
