import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { NotFound } from '#domain/errors.ts';
import type { FileStorage } from '#domain/file-storage.ts';
import { measured } from './measured.ts';
import { checkKey } from './storage-key.ts';

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
        const counted = measured(content, maxBytes);
        await pipeline(counted.content, createWriteStream(draft, { flags: 'wx', mode: 0o600 }));
        await flush(draft);
        await rename(draft, path);
        return counted.result();
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

function pathOf(root: string, key: string): string {
  return join(root, ...checkKey(key).split('/'));
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
