import type { AttachmentKind } from '#domain/message/inbound.ts';
import type { DeliveryTarget } from '#domain/turn/delivery.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import type { KeptAttachment, MediaOutcome, StoredMedia } from './media.ts';

/** A file of a message, by the message's own id and its place among the attachments, from 0. */
export interface MediaPlace {
  readonly messageId: string;
  readonly index: number;
}

export interface PendingMedia extends MediaPlace {
  readonly attachment: KeptAttachment;
}

/** What is known of the files that customers send. */
export interface MediaStore {
  /** The files of a turn that nobody has looked for yet, and whose account they came to; null when there are none. */
  pending(turn: TurnRef): Promise<{ readonly from: DeliveryTarget; readonly files: readonly PendingMedia[] } | null>;
  /** Writes down what became of one; what was written down before stays. The message then says so in its words. */
  settle(tenantId: string, place: MediaPlace, outcome: MediaOutcome): Promise<void>;
  /** A stored file of one conversation. */
  find(
    tenantId: string,
    conversationId: string,
    place: MediaPlace,
  ): Promise<(StoredMedia & { readonly kind: AttachmentKind; readonly fileName?: string }) | undefined>;
}
