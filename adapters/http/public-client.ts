import { lookup as resolve } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { DomainError } from '#domain/errors.ts';
import { FetchRefused, FetchUnavailable } from '#domain/http/fetch-errors.ts';
import type { FetchedDocument, FetchLimits, PublicClient } from '#domain/http/public-client.ts';
import { guardedRequest } from './guarded-request.ts';
import type { AllowedTargets } from './public-address.ts';

export interface PublicClientOptions {
  readonly allowed?: AllowedTargets;
  /** Looks names up; the system's resolver unless told otherwise. */
  readonly resolve?: typeof resolve;
}

/**
 * A client that talks to the public internet only. A connection goes to the very addresses that were judged, so that a
 * name that answers something else the second time gains nothing; every redirect is judged anew.
 */
export function createPublicClient(options: PublicClientOptions = {}): PublicClient {
  const allowed = options.allowed ?? new Set();
  const lookUp = options.resolve ?? resolve;
  return {
    async get(address, limits, { etag, accept } = {}) {
      const signal = AbortSignal.timeout(limits.timeoutMs);
      const headers = { accept: accept ?? '*/*', ...(etag !== undefined && { 'if-none-match': etag }) };
      try {
        const asked = { address, headersFor: () => headers, maxRedirects: limits.maxRedirects, signal };
        return await read(await guardedRequest({ allowed, lookUp }, asked), limits);
      } catch (error) {
        throw toFetchError(error, signal, limits);
      }
    },
  };
}

async function read(response: IncomingMessage, { maxBytes }: FetchLimits): Promise<FetchedDocument | 'unchanged'> {
  try {
    const status = response.statusCode ?? 0;
    if (status === 304) return 'unchanged';
    if (status >= 500 || status === 429) throw new FetchUnavailable(`the address answers ${status}`);
    if (status < 200 || status > 299) throw new FetchRefused(`the address answers ${status}`);
    const encoding = response.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity')
      throw new FetchRefused(`the answer is packed (${encoding.slice(0, 20)}), which was not asked for`);
    const tooLarge = new FetchRefused(`the answer is larger than ${maxBytes} bytes`);
    if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge;
      chunks.push(chunk);
    }
    if (!response.complete) throw new FetchUnavailable('the answer was cut');
    return {
      bytes: Buffer.concat(chunks),
      contentType: response.headers['content-type'],
      etag: response.headers.etag?.slice(0, 200),
    };
  } finally {
    response.destroy();
  }
}

/** The cause stays with us: what a network says may name hosts that are nobody's business. */
function toFetchError(error: unknown, signal: AbortSignal, limits: FetchLimits): DomainError {
  if (error instanceof DomainError) return error;
  if (signal.aborted) return new FetchUnavailable(`no answer within ${limits.timeoutMs} ms`);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return new FetchUnavailable(`the address could not be reached${code}`, { cause: error });
}
