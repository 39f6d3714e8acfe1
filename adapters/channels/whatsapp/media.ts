import type { MediaSource } from '#domain/media/media-source.ts';
import { MediaRefused } from '#domain/media/errors.ts';
import { createMediaClient, tooLarge } from '#adapters/http/media-client.ts';
import { asNumber, asText } from '#adapters/channels/http/loose.ts';
import { mediaFailure, timeLeft } from '#adapters/channels/http/media-failure.ts';
import { createGraph, mustHave } from '#adapters/channels/meta/graph.ts';
import type { GraphOptions } from '#adapters/channels/meta/graph.ts';

const LOOK_UP_MS = 6_000;

/** Where Meta keeps files. The account's token goes to these and to Graph itself, nowhere else. */
const META_HOST = /(?:^|\.)(?:fbsbx\.com|fbcdn\.net|facebook\.com|whatsapp\.net|whatsapp\.com)$/;

/** The media id's address, good for five minutes; then the file, with the same token. */
export function whatsAppMedia(options: GraphOptions): MediaSource {
  const graph = createGraph({ ...options, limitMs: LOOK_UP_MS });
  const client = createMediaClient([options.graphUrl]);
  const { host } = new URL(options.graphUrl);
  return {
    async fetch(credentials, { ref = '' }, limits) {
      const startedAt = performance.now();
      if (!/^[\w-]{1,128}$/.test(ref)) throw new MediaRefused('WhatsApp: the reference is no media id', 'gone');
      const found = await graph(credentials, {
        method: 'GET',
        path: ref,
        query: { phone_number_id: credentials['phone_number_id'] ?? '' },
      }).catch((error: unknown) => {
        throw mediaFailure('WhatsApp', error);
      });
      const url = asText(found['url'], 2_000);
      if (url === undefined) throw new MediaRefused('WhatsApp names no address of the file', 'gone');
      if ((asNumber(found['file_size']) ?? 0) > limits.maxBytes) throw tooLarge(limits.maxBytes);
      const left = { maxBytes: limits.maxBytes, timeoutMs: timeLeft(startedAt, limits.timeoutMs) };
      return client.download(url, left, {
        authorization: `Bearer ${mustHave(credentials, 'access_token')}`,
        mayHave: (at) => at.host === host || (at.protocol === 'https:' && META_HOST.test(at.hostname)),
      });
    },
  };
}
