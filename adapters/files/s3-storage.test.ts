import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { startFakeS3 } from '#tests/fakes/s3/s3.ts';
import type { FakeS3 } from '#tests/fakes/s3/s3.ts';
import { createS3Storage } from './s3-storage.ts';

const KEYS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  region: 'eu-central-1',
};
const KEY = 'media/0199f0a0/c-1/m.1-0';
const options = { maxBytes: 5_000_000, contentType: 'image/png' };

let s3: FakeS3;
beforeEach(async () => {
  s3 = await startFakeS3({ ...KEYS, bucket: 'files' });
});
afterEach(() => s3.close());

const storageOf = (changes: Partial<Parameters<typeof createS3Storage>[0]> = {}) =>
  createS3Storage({ ...KEYS, endpoint: s3.url, bucket: 'files', ...changes });

async function* parts(...given: readonly (string | Buffer)[]): AsyncGenerator<Uint8Array> {
  for (const part of given) yield await Promise.resolve(Buffer.from(part));
}

async function wholeOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  for await (const part of content) read.push(part);
  return Buffer.concat(read);
}

test('keeps, answers, replaces and removes a file, every call signed', async () => {
  const storage = storageOf();
  const large = Buffer.alloc(1_500_000, 'photo');
  const kept = await storage.put(KEY, parts(large.subarray(0, 700_000), large.subarray(700_000)), options);
  expect(kept).toEqual({ bytes: 1_500_000, sha256: createHash('sha256').update(large).digest('hex') });
  expect(s3.objects.get(KEY)).toMatchObject({ contentType: 'image/png' });
  expect((await wholeOf(await storage.get(KEY))).equals(large)).toBe(true);
  await storage.put(KEY, parts('new'), options);
  expect((await wholeOf(await storage.get(KEY))).toString()).toBe('new');
  await storage.remove(KEY);
  await storage.remove(KEY);
  await expect(storage.get(KEY)).rejects.toMatchObject({ type: 'NotFound' });
  expect(s3.problems).toEqual([]);
});

test('keeps an empty file', async () => {
  await storageOf().put(KEY, parts(), options);
  expect(await wholeOf(await storageOf().get(KEY))).toHaveLength(0);
});

test('uploads nothing of a file that is too large or breaks off, and leaves nothing on this machine', async () => {
  const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('colloquy-upload-')).length;
  const before = leftovers();
  const storage = storageOf();
  const tooLarge = storage.put(KEY, parts('12345678', '9012'), { ...options, maxBytes: 10 });
  await expect(tooLarge).rejects.toMatchObject({ type: 'TooLarge' });
  const cut = async function* () {
    yield* parts('half');
    throw new Error('the connection broke');
  };
  await expect(storage.put(KEY, cut(), options)).rejects.toThrow('the connection broke');
  expect(s3.objects.size).toBe(0);
  expect(leftovers()).toBe(before);
});

test.each([
  ['another secret', { secretAccessKey: 'wrong' }, 'NotConfigured'],
  ['an unknown key', { accessKeyId: 'AKIDOTHER' }, 'NotConfigured'],
  ['another region', { region: 'us-east-1' }, 'NotConfigured'],
  ['a bucket that is not there', { bucket: 'others' }, 'NotConfigured'],
  ['nobody listening', { endpoint: 'http://127.0.0.1:9' }, 'StoreUnavailable'],
])('%s is an error that says what to look at', async (_name, changes, type) => {
  const storage = storageOf(changes);
  await expect(storage.put(KEY, parts('x'), options)).rejects.toMatchObject({ type });
  await expect(storage.get(KEY)).rejects.toMatchObject({ type });
  expect(s3.objects.size).toBe(0);
});

test('a service in trouble is one to be asked again', async () => {
  const storage = storageOf();
  s3.fail('error');
  await expect(storage.put(KEY, parts('x'), options)).rejects.toMatchObject({
    type: 'StoreUnavailable',
    isRetryable: true,
  });
  await storage.put(KEY, parts('whole file'), options);
  s3.fail('cut');
  await expect(storage.get(KEY).then(wholeOf)).rejects.toMatchObject({ type: 'StoreUnavailable' });
});

test.each(['../files2/x', 'a/../b', '/a/b', 'a//b', 'a', 'A/b', 'a/b?acl', 'a/b%2f..'])(
  'a key that is not ours is refused: %j',
  async (key) => {
    const storage = storageOf();
    await expect(storage.put(key, parts('x'), options)).rejects.toMatchObject({ type: 'InvalidInput' });
    await expect(storage.get(key)).rejects.toMatchObject({ type: 'InvalidInput' });
    await expect(storage.remove(key)).rejects.toMatchObject({ type: 'InvalidInput' });
  },
);
