import { lookup as resolve } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import http from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { DomainError } from '#domain/errors.ts';
import { FetchRefused, FetchUnavailable } from '#domain/http/fetch-errors.ts';
import type { FetchedDocument, FetchLimits, PublicClient } from '#domain/http/public-client.ts';
import { checkUrl, hostOf, isPublicAddress, notPublic, portOf } from './public-address.ts';
import type { AllowedTargets } from './public-address.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

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
      let url = checkUrl(address, undefined, allowed);
      try {
        for (let redirects = 0; ; redirects += 1) {
          const headers = {
            accept: accept ?? '*/*',
            'accept-encoding': 'identity',
            'user-agent': 'Colloquy/1',
            ...(etag !== undefined && { 'if-none-match': etag }),
          };
          const response = await ask(url, { headers, signal, lookup: judgedLookup(url, allowed, lookUp) });
          const next = nextAddress(response);
          if (next === undefined) return await read(response, limits);
          response.destroy();
          if (redirects >= limits.maxRedirects) {
            throw new FetchRefused(`the address redirects more than ${limits.maxRedirects} times`);
          }
          url = checkUrl(next, url, allowed);
        }
      } catch (error) {
        throw toFetchError(error, signal, limits);
      }
    },
  };
}

function ask(url: URL, options: RequestOptions): Promise<IncomingMessage> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((fulfil, reject) => {
    // A connection of its own: nothing that another tenant's request opened is used again.
    const call = request(url, { ...options, agent: false, family: 0 }, fulfil);
    call.on('error', reject);
    call.end();
  });
}

/** Hands to the connection only addresses that may be talked to; one that may not condemns the name. */
function judgedLookup(url: URL, allowed: AllowedTargets, lookUp: typeof resolve): LookupFunction {
  return (host, options, answer) => {
    lookUp(host, { family: options.family ?? 0, hints: options.hints ?? 0, all: true }, (error, found) => {
      if (error) return answer(error, []);
      const isFine = ({ address }: LookupAddress) =>
        isPublicAddress(address) ||
        allowed.has(`${address}:${portOf(url)}`) ||
        allowed.has(`${hostOf(url)}:${portOf(url)}`);
      const [first] = found;
      if (first === undefined || !found.every(isFine)) return answer(notPublic(), []);
      if (options.all) return answer(null, found);
      return answer(null, first.address, first.family);
    });
  };
}

function nextAddress(response: IncomingMessage): string | undefined {
  if (!REDIRECTS.has(response.statusCode ?? 0)) return undefined;
  const { location } = response.headers;
  if (location === undefined) throw new FetchRefused('the address redirects to nowhere');
  return location;
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
