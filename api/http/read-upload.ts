import { Busboy } from '@fastify/busboy';
import type { BusboyFileStream, BusboyHeaders } from '@fastify/busboy';
import type { Request, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { DomainError, TooLarge } from '#domain/errors.ts';
import { HttpProblem } from './problem.ts';

/** The one file of a form, while it comes in. */
export interface IncomingFile {
  /** As the client calls it, without folders. */
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Room for the form around its file, bytes. */
const FORM_BYTES = 65_536;
const MOST_FIELDS = 8;
const LONGEST_FIELD = 1_000;
/** How long a client whose upload was refused may go on sending before it is cut off, ms. */
const PATIENCE_MS = 10_000;

/**
 * Reads `multipart/form-data` with one part `file`, handing its content on as it comes; nothing is held in memory.
 * @param keep takes the content to its end, or throws
 * @throws HttpProblem (400, 415), TooLarge, what `keep` throws
 */
export async function readUpload<T>(
  request: Request,
  response: Response,
  maxBytes: number,
  keep: (file: IncomingFile) => Promise<T>,
): Promise<{ readonly kept: T; readonly fields: Readonly<Record<string, string>> }> {
  try {
    checkHeaders(request, maxBytes);
    return await readForm(request, maxBytes, keep);
  } catch (error) {
    request.unpipe();
    // What still comes is thrown away, so that the client reads why; but not for long.
    request.resume();
    response.once('finish', () => {
      setTimeout(() => {
        if (!request.complete) request.destroy();
      }, PATIENCE_MS).unref();
    });
    throw error;
  }
}

function checkHeaders(request: Request, maxBytes: number): void {
  if (!/^multipart\/form-data\s*;/i.test(request.get('content-type') ?? '')) {
    throw new HttpProblem(415, 'UnsupportedMediaType', 'Send the file as multipart/form-data, in a part named "file".');
  }
  if (Number(request.get('content-length') ?? 0) > maxBytes + FORM_BYTES) throw tooLarge(maxBytes);
}

async function readForm<T>(
  request: Request,
  maxBytes: number,
  keep: (file: IncomingFile) => Promise<T>,
): Promise<{ readonly kept: T; readonly fields: Readonly<Record<string, string>> }> {
  const fields: Record<string, string> = {};
  let open: BusboyFileStream | undefined;
  let keeping: Promise<T> | undefined;
  const form = openForm(request, maxBytes);
  form.on('field', (name, value, nameCut, valueCut) => {
    if (!nameCut && !valueCut && /^[a-z_]{1,40}$/.test(name)) fields[name] = value;
  });
  form.on('file', (name, stream, fileName) => {
    if (name !== 'file' || keeping !== undefined) {
      stream.resume();
      return;
    }
    open = stream;
    keeping = keep({ name: fileName.slice(0, 255), content: checked(stream, maxBytes) });
    keeping.catch((error: unknown) => form.destroy(asError(error)));
  });
  try {
    await pipeline(request, form);
  } catch (error) {
    open?.destroy(asError(error));
    // The keeper's own failure says more than that of the form it broke.
    const failure: unknown = await keeping?.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (isOurs(failure)) throw failure;
    throw new HttpProblem(400, 'MalformedBody', 'The form is not whole, or is no multipart/form-data.', {
      cause: error,
    });
  }
  if (keeping === undefined) {
    throw new HttpProblem(400, 'MalformedBody', 'The form has no part named "file" with a file in it.');
  }
  return { kept: await keeping, fields };
}

/** A refusal, or a fault of the system (disk full); what the form's parser throws is neither. */
function isOurs(failure: unknown): failure is Error {
  if (failure instanceof DomainError || failure instanceof HttpProblem) return true;
  return failure instanceof Error && 'syscall' in failure;
}

function openForm(request: Request, maxBytes: number): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers: request.headers as BusboyHeaders,
      limits: {
        files: 1,
        fields: MOST_FIELDS,
        fieldSize: LONGEST_FIELD,
        // One more than may be: the keeper meets it at once and stops, instead of at the file's end.
        fileSize: maxBytes + 1,
        parts: MOST_FIELDS + 1,
        headerPairs: 20,
      },
    });
  } catch (error) {
    throw new HttpProblem(400, 'MalformedBody', 'The Content-Type names no boundary.', { cause: error });
  }
}

/** Ends with an error as soon as the file has grown too large. */
async function* checked(stream: BusboyFileStream, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const part of stream as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    yield part;
  }
}

function tooLarge(maxBytes: number): TooLarge {
  return new TooLarge(`the file is larger than ${Math.floor(maxBytes / 1_048_576)} MB`);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('the upload broke off', { cause: error });
}
