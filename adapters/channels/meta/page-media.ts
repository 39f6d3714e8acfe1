import type { MediaSource } from '#domain/media/media-source.ts';
import { MediaRefused } from '#domain/media/errors.ts';
import { createMediaClient } from '#adapters/http/media-client.ts';
import type { GraphOptions } from './graph.ts';

/** Messenger and Instagram put the address of their CDN into the message; it needs no token and expires. */
export function pageMedia(options: GraphOptions): MediaSource {
  const client = createMediaClient([options.graphUrl]);
  return {
    async fetch(_credentials, { ref }, limits) {
      if (ref === undefined) throw new MediaRefused('the message names no address of the file', 'gone');
      return client.download(ref, limits);
    },
  };
}
