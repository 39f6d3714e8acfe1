import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { InvalidInput, NotFound, TooLarge } from '#domain/errors.ts';
import type { FileStorage } from '#domain/file-storage.ts';

/**
 * Files in a folder. API and workers on several machines need the same folder (a shared volume).
 * @param root made when the first file is put
 */
export function createDiskStorage(root: string): FileStorage {
  return {
    async put(key, content, { maxBytes }) {
      const path = pathOf(root, key);
      await mkdir(dirname(path), { recursive: true });
      const draft = `${path}.${randomUUID()}.part`;
      try {
        const measured = { bytes: 0, hash: createHash('sha256') };
        await pipeline(limited(content, maxBytes, measured), createWriteStream(draft, { flags: 'wx', mode: 0o600 }));
        await flush(draft);
        await rename(draft, path);
        return { bytes: measured.bytes, sha256: measured.hash.digest('hex') };
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    async get(key) {
      const path = pathOf(root, key);
      try {
        await (await open(path, 'r')).close();
      } catch (error) {
        if (isMissing(error)) throw new NotFound(`file ${key}: not in the storage`);
        throw error;
      }
      return createReadStream(path) as AsyncIterable<Uint8Array>;
    },
    remove: (key) => rm(pathOf(root, key), { force: true }),
  };
}

/** Keys are ours; one that could leave the folder is a fault of ours and must not reach the disk. */
function pathOf(root: string, key: string): string {
  if (!/^[a-z0-9_-][a-z0-9._-]*(?:\/[a-z0-9_-][a-z0-9._-]*)+$/.test(key) || key.length > 300) {
    throw new InvalidInput(`storage key "${key.slice(0, 80)}": expected segments of a-z 0-9 . _ - joined by /`);
  }
  return join(root, ...key.split('/'));
}

async function* limited(
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
  measured: { bytes: number; readonly hash: ReturnType<typeof createHash> },
): AsyncGenerator<Uint8Array> {
  for await (const part of content) {
    measured.bytes += part.byteLength;
    if (measured.bytes > maxBytes) throw new TooLarge(`the file is larger than ${maxBytes} bytes`);
    measured.hash.update(part);
    yield part;
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function isMissing(error: unknown): boolean {
  // Not `instanceof`: the error may be of another realm (node:vm, Jest).
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
