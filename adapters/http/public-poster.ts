import { lookup as resolve } from 'node:dns';
import { DomainError } from '#domain/errors.ts';
import { FetchUnavailable } from '#domain/http/fetch-errors.ts';
import type { PublicPoster } from '#domain/webhook/webhook-desk.ts';
import { guardedRequest } from './guarded-request.ts';
import type { PublicClientOptions } from './public-client.ts';

/** Longest wait that an answer may ask for, ms. */
const LONGEST_WAIT_MS = 6 * 3_600_000;

/** Posts to the public internet only. What is answered is not read; a redirect is an answer like any other. */
export function createPublicPoster(options: PublicClientOptions = {}): PublicPoster {
  const guard = { allowed: options.allowed ?? new Set<string>(), lookUp: options.resolve ?? resolve };
  return {
    async post(address, body, headers, timeoutMs) {
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const response = await guardedRequest(guard, {
          address,
          headersFor: () => headers,
          maxRedirects: 'none',
          signal,
          body,
        });
        response.destroy();
        return { status: response.statusCode ?? 0, retryAfterMs: waitOf(response.headers['retry-after']) };
      } catch (error) {
        if (error instanceof DomainError) throw error;
        if (signal.aborted) throw new FetchUnavailable(`no answer within ${timeoutMs} ms`);
        const code =
          error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
        throw new FetchUnavailable(`the address could not be reached${code}`, { cause: error });
      }
    },
  };
}

/** Seconds, or a date. */
function waitOf(retryAfter: string | undefined): number | null {
  if (retryAfter === undefined) return null;
  const waitMs = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(waitMs) && waitMs > 0 ? Math.min(waitMs, LONGEST_WAIT_MS) : null;
}
