import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signatureProblem } from './signature.ts';
import type { S3Keys } from './signature.ts';

/** A bucket on this machine; give `url` to the program under test as `S3_ENDPOINT`. */
export interface FakeS3 {
  readonly url: string;
  readonly objects: ReadonlyMap<string, { readonly bytes: Buffer; readonly contentType: string | undefined }>;
  /** Why calls were refused. */
  readonly problems: readonly string[];
  /** The next answer: `error` 503, `cut` half an object. */
  fail(how: 'error' | 'cut'): void;
  close(): Promise<void>;
}

/** Path-style S3 that believes nothing unsigned, of unknown length or with another hash than announced. */
export async function startFakeS3(options: S3Keys & { readonly bucket: string }): Promise<FakeS3> {
  const objects = new Map<string, { bytes: Buffer; contentType: string | undefined }>();
  const problems: string[] = [];
  let fault: 'error' | 'cut' | undefined;
  const refuse = (response: ServerResponse, status: number, code: string) => {
    response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`);
  };
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const problem = signatureProblem(request, body, options);
    if (problem !== undefined) {
      problems.push(problem);
      return refuse(response, 403, 'SignatureDoesNotMatch');
    }
    const due = fault;
    fault = undefined;
    if (due === 'error') return refuse(response, 503, 'SlowDown');
    const [, bucket, key = ''] = /^\/([^/]+)\/(.+)$/.exec(request.url ?? '') ?? [];
    if (bucket !== options.bucket) return refuse(response, 404, 'NoSuchBucket');
    if (request.method === 'PUT') {
      if (request.headers['transfer-encoding'] !== undefined) return refuse(response, 411, 'MissingContentLength');
      objects.set(key, { bytes: body, contentType: request.headers['content-type'] });
      response.writeHead(200).end();
    } else if (request.method === 'DELETE') {
      objects.delete(key);
      response.writeHead(204).end();
    } else {
      const found = objects.get(key);
      if (found === undefined) return refuse(response, 404, 'NoSuchKey');
      response.writeHead(200, { 'content-length': String(found.bytes.length) });
      if (due !== 'cut') response.end(found.bytes);
      else response.write(found.bytes.subarray(0, found.bytes.length / 2), () => response.destroy());
    }
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    problems,
    fail: (how) => {
      fault = how;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
