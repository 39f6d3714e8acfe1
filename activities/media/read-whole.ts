import type { FileStorage } from '#domain/file-storage.ts';
import type { StoredMedia } from '#domain/media/media.ts';

/** A small file in memory. @throws NotFound */
export async function readWhole(files: FileStorage, { key, bytes }: StoredMedia): Promise<Uint8Array> {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for await (const part of await files.get(key)) {
    whole.set(part.subarray(0, bytes - at), at);
    at += part.byteLength;
    if (at >= bytes) break;
  }
  return whole.subarray(0, Math.min(at, bytes));
}
