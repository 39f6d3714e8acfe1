import type { Stage } from './stage.ts';
import type { Status } from './status.ts';
import type { KeptAttachment } from '#domain/media/media.ts';
import type { TranscriptMessage } from './transcript.ts';

/** Where a conversation stands, with its newest messages. */
export interface ConversationRecord {
  readonly id: string;
  readonly workflowId: string;
  readonly channel: string;
  readonly contactId: string;
  readonly stage: Stage;
  readonly status: Status;
  readonly aiEnabled: boolean;
  readonly summary: string | null;
  readonly messages: readonly RecordedMessage[];
}

/** A message as staff see it. */
export interface RecordedMessage extends TranscriptMessage {
  readonly id: string;
  readonly attachments: readonly KeptAttachment[];
}
