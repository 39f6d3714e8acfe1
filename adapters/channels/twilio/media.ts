import type { MediaSource } from '#domain/media/media-source.ts';
import { createMediaClient } from '#adapters/http/media-client.ts';
import { mediaFailure } from '#adapters/channels/http/media-failure.ts';
import { basic, PUBLIC_API } from './api.ts';
import type { TwilioOptions } from './api.ts';

/** `MediaUrl`s of the API, which want the account's password and lead to Twilio's storage, which does not get it. */
export function twilioMedia(options: TwilioOptions): MediaSource {
  const client = createMediaClient([options.apiUrl]);
  const api = new URL(options.apiUrl);
  return {
    async fetch(credentials, { ref = '' }, limits) {
      // Messages name Twilio's own host also where its API is reached through another address.
      const address = ref.startsWith(`${PUBLIC_API}/`) ? `${options.apiUrl}${ref.slice(PUBLIC_API.length)}` : ref;
      return client.download(address, limits, {
        authorization: authorizationOf(credentials),
        mayHave: (url) => url.host === api.host || (url.protocol === 'https:' && url.hostname.endsWith('.twilio.com')),
      });
    },
  };
}

function authorizationOf(credentials: Readonly<Record<string, string>>): string {
  try {
    return basic(credentials);
  } catch (error) {
    throw mediaFailure('Twilio', error);
  }
}
