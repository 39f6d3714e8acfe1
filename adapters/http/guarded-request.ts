import type { lookup, LookupAddress } from 'node:dns';
import http from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { FetchRefused } from '#domain/http/fetch-errors.ts';
import { checkUrl, hostOf, isPublicAddress, notPublic, portOf } from './public-address.ts';
import type { AllowedTargets } from './public-address.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface Guard {
  readonly allowed: AllowedTargets;
  readonly lookUp: typeof lookup;
}

export interface GuardedRequest {
  readonly address: string;
  /** For each address of the way anew, so that a secret goes to its own host only. */
  readonly headersFor: (url: URL) => Readonly<Record<string, string>>;
  /** `none`: a redirect is answered as it is. */
  readonly maxRedirects: number | 'none';
  readonly signal: AbortSignal;
  /** Left out = a GET, else a POST. */
  readonly body?: string;
}

/**
 * Asks an address and follows its redirects; each is judged, and the connection goes to the very addresses that were
 * judged, so that a name that answers something else the second time gains nothing. The answer must be read or destroyed.
 * @throws FetchRefused, what the network throws
 */
export async function guardedRequest(guard: Guard, request: GuardedRequest): Promise<IncomingMessage> {
  let url = checkUrl(request.address, undefined, guard.allowed);
  for (let redirects = 0; ; redirects += 1) {
    const headers = { 'accept-encoding': 'identity', 'user-agent': 'Colloquy/1', ...request.headersFor(url) };
    const response = await ask(
      url,
      { headers, signal: request.signal, lookup: judgedLookup(url, guard) },
      request.body,
    );
    if (request.maxRedirects === 'none') return response;
    let next: string | undefined;
    try {
      next = nextAddress(response);
      if (next !== undefined && redirects >= request.maxRedirects) {
        throw new FetchRefused(`the address redirects more than ${request.maxRedirects} times`);
      }
      if (next === undefined) return response;
      url = checkUrl(next, url, guard.allowed);
    } catch (error) {
      response.destroy();
      throw error;
    }
    response.destroy();
  }
}

function ask(url: URL, options: RequestOptions, body?: string): Promise<IncomingMessage> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((fulfil, reject) => {
    // A connection of its own: nothing that another tenant's request opened is used again.
    const method = body === undefined ? 'GET' : 'POST';
    const call = request(url, { ...options, method, agent: false, family: 0 }, fulfil);
    call.on('error', reject);
    call.end(body);
  });
}

/** Hands to the connection only addresses that may be talked to; one that may not condemns the name. */
function judgedLookup(url: URL, { allowed, lookUp }: Guard): LookupFunction {
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
