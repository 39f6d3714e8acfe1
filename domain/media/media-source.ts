import type { InboundAttachment } from '#domain/message/inbound.ts';

/** A file on its way. Content that is not read to its end must be closed (`return()` of its iterator). */
export interface MediaDownload {
  /** What the provider says it is. */
  readonly contentType: string | undefined;
  /** @throws MediaRefused (too large), MediaUnavailable (cut, too slow) */
  readonly content: AsyncIterable<Uint8Array>;
}

export interface MediaLimits {
  readonly maxBytes: number;
  /** For everything, from the first call to the last byte. */
  readonly timeoutMs: number;
}

/** The half of a channel that fetches the files of its messages. */
export interface MediaSource {
  /**
   * Begins to download one attachment with the account's credentials.
   * @throws MediaRefused, MediaUnavailable
   */
  fetch(
    credentials: Readonly<Record<string, string>>,
    attachment: InboundAttachment,
    limits: MediaLimits,
  ): Promise<MediaDownload>;
}
