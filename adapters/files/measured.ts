import { createHash } from 'node:crypto';
import { TooLarge } from '#domain/errors.ts';
import type { StoredFile } from '#domain/file-storage.ts';

/** Passes content on, counting and hashing it. */
export interface Measured {
  readonly content: AsyncGenerator<Uint8Array>;
  /** Once the content has ended. */
  result(): StoredFile;
}

/** @throws (while it is read) TooLarge when the content goes past `maxBytes` */
export function measured(content: AsyncIterable<Uint8Array>, maxBytes: number): Measured {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* pass(): AsyncGenerator<Uint8Array> {
    for await (const part of content) {
      bytes += part.byteLength;
      if (bytes > maxBytes) throw new TooLarge(`the file is larger than ${maxBytes} bytes`);
      hash.update(part);
      yield part;
    }
  }
  return { content: pass(), result: () => ({ bytes, sha256: hash.digest('hex') }) };
}
