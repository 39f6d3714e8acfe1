/** Length of every vector; the database's column and index are made for it. */
export const EMBEDDING_LENGTH = 384;

/** Turns texts into vectors whose direction is their meaning. Implementations never retry: Temporal owns retries. */
export interface Embedder {
  /** Names model and version; vectors of different names are never compared, and a new name embeds everything again. */
  readonly name: string;
  /** True when it asks a server; such a call must not run inside a transaction. */
  readonly remote: boolean;
  /** Cosine below which two texts have nothing to do with each other: its noise. */
  readonly floor: number;
  /** Most texts of one call. */
  readonly batch: number;
  /**
   * Vectors of unit length in the order of the texts. A text without any letter or digit gets null.
   * @throws ModelAuthError, ModelRequestError, ModelRateLimited, ModelTimeout, ModelUnavailable, ModelMalformedReply,
   *   or the signal's reason when aborted
   */
  embed(
    texts: readonly string[],
    options?: { readonly signal?: AbortSignal },
  ): Promise<readonly (readonly number[] | null)[]>;
}
