import type { ServerResponse } from 'node:http';

/** A file that a fake provider hands out, or fails to. */
export interface FakeFile {
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /**
   * `slow`: half of it, then nothing. `cut`: half of it, then the connection ends. `missing`: 404. `huge`: 200 MB by its
   * header. `endless`: never ends and does not say how long it is. Each time, or (`once`) the first time only.
   */
  readonly fault?: 'slow' | 'cut' | 'missing' | 'huge' | 'endless';
  readonly once?: boolean;
}

const HUGE = 200_000_000;
const served = new WeakSet<FakeFile>();

/** Answers with a file as its fault says. */
export function sendFile(response: ServerResponse, file: FakeFile): void {
  const fault = file.once === true && served.has(file) ? undefined : file.fault;
  served.add(file);
  const { bytes, contentType } = file;
  const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
  const head = { 'content-type': contentType, 'content-length': String(bytes.length) };
  switch (fault) {
    case undefined:
      response.writeHead(200, head).end(bytes);
      return;
    case 'missing':
      response.writeHead(404).end();
      return;
    case 'slow':
      response.writeHead(200, head).write(half);
      return;
    case 'cut':
      response.writeHead(200, head).write(half, () => response.destroy());
      return;
    case 'huge':
      response.writeHead(200, { ...head, 'content-length': String(HUGE) });
      pour(response, bytes);
      return;
    case 'endless':
      response.writeHead(200, { 'content-type': contentType });
      pour(response, bytes);
  }
}

/** Writes until nobody reads any more. */
function pour(response: ServerResponse, first: Uint8Array): void {
  const chunk = Buffer.alloc(65_536);
  const more = () => {
    if (!response.destroyed) response.write(chunk, more);
  };
  response.on('error', () => undefined);
  response.write(first, more);
}

/** The smallest pictures and sounds that begin as such files do. */
export const SAMPLES = {
  jpeg: Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), Buffer.alloc(2_000, 7)]),
  /** A whole picture: one red dot. */
  png: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
  ogg: Buffer.concat([Buffer.from('OggS\u0000\u0002'), Buffer.alloc(3_000, 1)]),
  pdf: Buffer.from('%PDF-1.7\nnot much of a document\n%%EOF\n'),
  html: Buffer.from('<!doctype html><script>alert(1)</script><p>not a picture at all, whatever its header says</p>'),
} as const;
