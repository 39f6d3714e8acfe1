/** Turns speech into words. */
export interface Transcriber {
  /**
   * @param audio `fileName` has the ending of its format, by which servers choose the decoder
   * @returns the words as they were spoken, trimmed; empty when there were none
   * @throws the Model… errors of `#domain/errors.ts`, or the signal's reason when aborted
   */
  transcribe(
    audio: { readonly bytes: Uint8Array; readonly fileName: string; readonly contentType: string },
    options: { readonly signal: AbortSignal; readonly timeoutMs: number },
  ): Promise<string>;
}
