import type { Stage } from '#domain/conversation/stage.ts';
import type { Status } from '#domain/conversation/status.ts';
import type { ThreadMessage } from './thread-message.ts';

/** A conversation as a line of the inbox. */
export interface ConversationEntry {
  readonly id: string;
  /** What colleagues call it; null = nothing. */
  readonly title: string | null;
  readonly workflowId: string;
  readonly channel: string;
  readonly stage: Stage;
  readonly status: Status;
  readonly aiEnabled: boolean;
  readonly contact: { readonly id: string; readonly name: string | null; readonly language: string | null };
  /** Who holds it. */
  readonly assignee: { readonly id: string; readonly name: string } | null;
  readonly handoff: OpenHandoff | null;
  readonly labels: readonly LabelTag[];
  readonly lastMessage: {
    readonly author: ThreadMessage['author'];
    /** The first 200 characters. */
    readonly text: string;
    readonly kind: string;
    readonly at: string;
  } | null;
  readonly messageCount: number;
  /** ISO 8601 UTC, as every time here. */
  readonly lastActivityAt: string;
  readonly createdAt: string;
}

/** A person was asked for, and the matter is not settled. */
export interface OpenHandoff {
  readonly id: string;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly claimedAt: string | null;
}

export interface LabelTag {
  readonly id: string;
  readonly name: string;
  /** `#rrggbb`. */
  readonly color: string;
}

/** Which conversations; what is left out does not matter. */
export interface ConversationFilter {
  readonly status?: Status | undefined;
  readonly stage?: Stage | undefined;
  readonly channel?: string | undefined;
  /** Null = nobody holds it. */
  readonly assignee?: string | null | undefined;
  /** A label's id. */
  readonly label?: string | undefined;
  /** Reason of the open handoff, word for word. */
  readonly handoffReason?: string | undefined;
  readonly contact?: string | undefined;
  /** Last activity at this time or later, ISO 8601. */
  readonly updatedSince?: string | undefined;
  /** Part of the contact's name, or words that were said. */
  readonly q?: string | undefined;
}
