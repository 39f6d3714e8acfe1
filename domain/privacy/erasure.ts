/** Names whose data are to go. */
export interface ErasureRef {
  readonly tenantId: string;
  readonly contactId: string;
}

/** How far an erasure has come; times ISO 8601 UTC. */
export interface Erasure {
  readonly requestedAt: string;
  readonly rowsErasedAt: string | null;
  readonly keysDestroyedAt: string | null;
  /** What became of the histories: `unreadable` where Temporal does not let us delete them. */
  readonly histories: 'deleted' | 'unreadable' | null;
  readonly doneAt: string | null;
}

/** The record of erasures. Every step may be done again after a crash. */
export interface ErasureStore {
  /** Writes down that it was asked for; who asks twice asks once. @throws NotFound when there is no such contact */
  request(erasure: ErasureRef, by: string): Promise<Erasure>;
  find(erasure: ErasureRef): Promise<Erasure | undefined>;
  /**
   * Cuts the person's conversations off: keys are taken out of use, and a message that comes from now on finds nobody and
   * begins anew. Answers the ids of their workflows, the same ones each time.
   */
  detach(erasure: ErasureRef): Promise<readonly string[]>;
  /** Keys of the files that the person sent. */
  files(erasure: ErasureRef): Promise<readonly string[]>;
  /** Deletes the rows, or makes them nobody's where the law wants them kept. */
  eraseRows(erasure: ErasureRef): Promise<void>;
  destroyKeys(erasure: ErasureRef): Promise<void>;
  finish(erasure: ErasureRef, histories: 'deleted' | 'unreadable'): Promise<void>;
}

/** The histories of conversations, at Temporal. */
export interface HistoryDesk {
  /**
   * Has a conversation end and waits until it has. Answers the server's time of its end, ISO 8601: what is older belongs to
   * the person; null when nothing of it is there.
   * @throws StoreUnavailable while it has not ended yet; ask again
   */
  end(workflowId: string): Promise<string | null>;
  /** Deletes closed runs that began before `until`. @returns false when Temporal does not let us */
  remove(workflowId: string, until: string): Promise<boolean>;
  /** Deletes closed questions of staff: their answers may name customers. @returns false when Temporal does not let us */
  removeQuestions(tenantId: string): Promise<boolean>;
}
