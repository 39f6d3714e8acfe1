import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AwsClient } from 'aws4fetch';
import type { DomainError } from '#domain/errors.ts';
import { NotConfigured, NotFound, StoreUnavailable } from '#domain/errors.ts';
import type { FileStorage } from '#domain/file-storage.ts';
import { measured } from './measured.ts';
import { checkKey } from './storage-key.ts';

export interface S3Options {
  /** Address of the service, no slash at the end; buckets are the first part of the path. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Tests shorten it. */
  readonly timeoutMs?: number;
}

/** One file up or down; documents have 20 MB and more. */
const TIMEOUT_MS = 60_000;

/**
 * Files in a bucket of S3 or of a service that speaks its protocol. An upload is measured on this machine's disk first:
 * S3 wants to know size and hash before the first byte, and then keeps the file whole or not at all.
 */
export function createS3Storage(options: S3Options): FileStorage {
  const { accessKeyId, secretAccessKey, region } = options;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
  const send = async (key: string, init: RequestInit & { readonly duplex?: 'half' }): Promise<Response> => {
    const url = `${options.endpoint}/${options.bucket}/${checkKey(key)}`;
    // Signed apart from the body: a stream can't be read twice.
    const { body, duplex, ...head } = init;
    try {
      const signed = await client.sign(url, { ...head, aws: { allHeaders: true } });
      const { headers } = signed;
      const signal = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
      const rest = { ...(body !== undefined && { body }), ...(duplex !== undefined && { duplex }) };
      return await fetch(url, { method: head.method ?? 'GET', headers, redirect: 'error', signal, ...rest });
    } catch (error) {
      throw new StoreUnavailable(`file storage: ${options.bucket} could not be reached`, { cause: error });
    }
  };
  return {
    async put(key, content, { maxBytes, contentType }) {
      checkKey(key);
      const folder = await mkdtemp(join(tmpdir(), 'colloquy-upload-'));
      try {
        const draft = join(folder, 'file');
        const counted = measured(content, maxBytes);
        await pipeline(counted.content, createWriteStream(draft, { flags: 'wx', mode: 0o600 }));
        const file = counted.result();
        const response = await send(key, {
          method: 'PUT',
          headers: {
            'content-length': String(file.bytes),
            'content-type': contentType,
            'x-amz-content-sha256': file.sha256,
          },
          body: Readable.toWeb(createReadStream(draft)) as ReadableStream<Uint8Array>,
          duplex: 'half',
        });
        await finish(response, options, key);
        return file;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    async get(key) {
      const response = await send(key, { method: 'GET' });
      if (!response.ok || response.body === null) throw await problemOf(response, options, key);
      return unbroken(response.body, key);
    },
    async remove(key) {
      const response = await send(key, { method: 'DELETE' });
      if (response.status !== 404) await finish(response, options, key);
    },
  };
}

async function finish(response: Response, options: S3Options, key: string): Promise<void> {
  if (!response.ok) throw await problemOf(response, options, key);
  await response.body?.cancel();
}

async function problemOf(response: Response, { bucket }: S3Options, key: string): Promise<DomainError> {
  const { status } = response;
  // The code only: the rest of the answer may repeat what we sent.
  const code = /<Code>(\w{1,64})<\/Code>/.exec((await response.text()).slice(0, 4_096))?.[1] ?? 'no code';
  if (code === 'NoSuchBucket')
    return new NotConfigured(`file storage: there is no bucket ${bucket}; make it, or set S3_BUCKET`);
  if (status === 404) return new NotFound(`file ${key}: not in the storage`);
  if (status === 401 || status === 403) {
    return new NotConfigured(
      `file storage: ${bucket} refuses our key (${status} ${code}); check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY`,
    );
  }
  return new StoreUnavailable(`file storage: ${bucket} answered ${status} ${code}`);
}

async function* unbroken(body: ReadableStream<Uint8Array>, key: string): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw new StoreUnavailable(`file ${key}: the storage broke off`, { cause: error });
  }
}
