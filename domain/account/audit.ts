/** Who did something. */
export interface Actor {
  readonly kind: 'user' | 'key' | 'platform';
  readonly id: string;
  readonly name: string;
}

/** One line of the log of who did what; never what was said or sent. */
export interface AuditEntry {
  readonly actor: Actor;
  /** The operation, as the OpenAPI document names it. */
  readonly action: string;
  /** What it was done to: kind and id. */
  readonly subject?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly details?: Readonly<Record<string, string | number | boolean>>;
  readonly requestId?: string | undefined;
}

export interface AuditLine extends AuditEntry {
  readonly id: string;
  readonly at: string;
}
