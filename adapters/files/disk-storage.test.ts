import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDiskStorage } from './disk-storage.ts';

const options = { maxBytes: 10, contentType: 'text/plain' };
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'colloquy-files-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function* bytes(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(Buffer.from(part));
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts).toString();
}

test('keeps, answers, replaces and removes a file', async () => {
  const storage = createDiskStorage(root);
  expect(await storage.put('knowledge/t1/d1', bytes('abc', 'def'), options)).toEqual({
    bytes: 6,
    sha256: 'bef57ec7f53a6d40beb640a780a639c83bc29ac8a9816f1fc6c5c6dcd93c4721',
  });
  expect(await textOf(await storage.get('knowledge/t1/d1'))).toBe('abcdef');
  await storage.put('knowledge/t1/d1', bytes('new'), options);
  expect(await textOf(await storage.get('knowledge/t1/d1'))).toBe('new');
  await storage.remove('knowledge/t1/d1');
  await storage.remove('knowledge/t1/d1');
  await expect(storage.get('knowledge/t1/d1')).rejects.toMatchObject({ type: 'NotFound' });
});

test('leaves nothing of a file that is too large or was cut off, and keeps the one before', async () => {
  const storage = createDiskStorage(root);
  await storage.put('knowledge/t1/d1', bytes('old'), options);
  await expect(storage.put('knowledge/t1/d1', bytes('12345678', '9012'), options)).rejects.toMatchObject({
    type: 'TooLarge',
  });
  const cut = async function* () {
    yield* bytes('half');
    throw new Error('the connection broke');
  };
  await expect(storage.put('knowledge/t1/d1', cut(), options)).rejects.toThrow('the connection broke');
  expect(await textOf(await storage.get('knowledge/t1/d1'))).toBe('old');
  expect(await readdir(join(root, 'knowledge/t1'))).toEqual(['d1']);
});

test.each(['../etc/passwd', 'a/../b', '/etc/passwd', 'a//b', 'a', 'a/.hidden', 'A/b', 'a/b\u0000', 'a/b\\c'])(
  'a key that is not ours is refused: %j',
  async (key) => {
    const storage = createDiskStorage(root);
    await expect(storage.put(key, bytes('x'), options)).rejects.toMatchObject({ type: 'InvalidInput' });
    await expect(storage.get(key)).rejects.toMatchObject({ type: 'InvalidInput' });
  },
);
