/** What is known of a stored file. */
export interface StoredFile {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/**
 * Files that people upload, by key. Keys are ours, never a file name of somebody else: segments of `a-z 0-9 . _ -`
 * joined by `/`, the tenant's id among them. Content is streamed both ways; nobody holds a whole file in memory.
 */
export interface FileStorage {
  /**
   * Keeps a file; it is there whole or not at all. A second put under one key replaces it.
   * @throws TooLarge when the content goes past `maxBytes` (nothing is kept), what the content throws
   */
  put(
    key: string,
    content: AsyncIterable<Uint8Array>,
    options: { readonly maxBytes: number; readonly contentType: string },
  ): Promise<StoredFile>;
  /** @throws NotFound */
  get(key: string): Promise<AsyncIterable<Uint8Array>>;
  /** No error when there is no such file. */
  remove(key: string): Promise<void>;
}
