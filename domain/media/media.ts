import type { AttachmentKind, InboundAttachment } from '#domain/message/inbound.ts';

/** A file of a customer that lies in our storage. */
export interface StoredMedia {
  /** Of the file storage. */
  readonly key: string;
  /** What its first bytes say it is, not what anybody declared. */
  readonly contentType: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/**
 * Why a file is not in our storage: `too_large`, `wrong_type` (its bytes are not what it was said to be), `gone` (the provider has
 * it no more), `not_allowed` (its address or our credentials are refused), `unavailable` (the provider did not answer in time).
 */
export type MediaTrouble = 'too_large' | 'wrong_type' | 'gone' | 'not_allowed' | 'unavailable';

/** What became of a file once we looked for it. `words` are those of a voice note. */
export type MediaOutcome =
  | { readonly stored: StoredMedia; readonly words?: string }
  | { readonly trouble: MediaTrouble };

/** An attachment as the record keeps it. */
export interface KeptAttachment extends InboundAttachment {
  readonly stored?: StoredMedia;
  readonly words?: string;
  readonly trouble?: MediaTrouble;
}

const FILES: ReadonlySet<AttachmentKind> = new Set(['image', 'audio', 'voice', 'video', 'document', 'sticker']);

/** True for what is a file at the provider's, and may be fetched. */
export function isFile(attachment: InboundAttachment): boolean {
  return attachment.ref !== undefined && FILES.has(attachment.kind);
}

/** True for kinds whose words can be heard. */
export function isSpoken(kind: AttachmentKind): boolean {
  return kind === 'voice' || kind === 'audio';
}
