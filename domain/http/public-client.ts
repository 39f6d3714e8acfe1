/** What came from an address that somebody typed in. */
export interface FetchedDocument {
  readonly bytes: Uint8Array;
  readonly contentType: string | undefined;
  /** For asking later whether it has changed. */
  readonly etag: string | undefined;
}

export interface FetchLimits {
  readonly maxBytes: number;
  /** For everything from the first look-up to the last byte, redirects included. */
  readonly timeoutMs: number;
  readonly maxRedirects: number;
}

/** The only way out to addresses that people type in. */
export interface PublicClient {
  /**
   * @param options.etag of the copy we have: `unchanged` when the server still has the same
   * @throws FetchRefused (not a public address, too large, not found, …), FetchUnavailable
   */
  get(
    address: string,
    limits: FetchLimits,
    options?: { readonly etag?: string; readonly accept?: string },
  ): Promise<FetchedDocument | 'unchanged'>;
}
