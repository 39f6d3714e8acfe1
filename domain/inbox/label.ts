import type { LabelTag } from './conversation-entry.ts';

/** What staff mark conversations with. */
export interface Label extends LabelTag {
  /** Conversations that have it. */
  readonly conversations: number;
  readonly version: number;
}

export interface NewLabel {
  readonly name: string;
  /** `#rrggbb`, lower case. */
  readonly color: string;
}

/** Throws NotFound for ids that name nothing of the tenant, Conflict for a name that is taken, Stale for another version. */
export interface LabelBook {
  /** By name. */
  list(tenantId: string): Promise<readonly Label[]>;
  /** `id` is the caller's: the same id again answers the label it made. */
  create(tenantId: string, id: string, label: NewLabel): Promise<Label>;
  change(tenantId: string, id: string, changes: Partial<NewLabel>, versions: readonly string[] | null): Promise<Label>;
  /** Takes it off every conversation as well. */
  remove(tenantId: string, id: string, versions: readonly string[] | null): Promise<void>;
  /** Gives a conversation exactly these labels; answers them by name. */
  set(tenantId: string, conversationId: string, labels: readonly string[], by: string): Promise<readonly LabelTag[]>;
}
