/** Words that staff use again and again. */
export interface CannedReply {
  readonly id: string;
  /** What staff type to find it: letters, digits, `-` and `_`. */
  readonly shortcut: string;
  readonly title: string;
  readonly text: string;
  /** BCP 47; null = any. */
  readonly language: string | null;
  readonly version: number;
  /** ISO 8601 UTC. */
  readonly updatedAt: string;
}

export type NewCannedReply = Pick<CannedReply, 'shortcut' | 'title' | 'text' | 'language'>;

/** Throws NotFound for ids that name nothing of the tenant, Conflict for a shortcut that is taken, Stale for another version. */
export interface CannedReplyBook {
  /** By shortcut. */
  list(tenantId: string): Promise<readonly CannedReply[]>;
  /** `id` is the caller's: the same id again answers the reply it made. */
  create(tenantId: string, id: string, reply: NewCannedReply): Promise<CannedReply>;
  change(
    tenantId: string,
    id: string,
    changes: Partial<NewCannedReply>,
    versions: readonly string[] | null,
  ): Promise<CannedReply>;
  remove(tenantId: string, id: string, versions: readonly string[] | null): Promise<void>;
}
