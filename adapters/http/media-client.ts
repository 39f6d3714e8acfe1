import { lookup } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { DomainError } from '#domain/errors.ts';
import { FetchRefused } from '#domain/http/fetch-errors.ts';
import { MediaRefused, MediaUnavailable } from '#domain/media/errors.ts';
import type { MediaDownload, MediaLimits } from '#domain/media/media-source.ts';
import { guardedRequest } from './guarded-request.ts';
import { portOf, hostOf } from './public-address.ts';

/** From the provider's own address to the one of its storage, or a little further. */
const MAX_REDIRECTS = 4;

/** Downloads what customers sent, from the public internet and from the providers' addresses that the operator set. */
export interface MediaClient {
  /**
   * @param secret goes out as `Authorization` to addresses that `mayHave` names, never to where they redirect
   * @throws MediaRefused, MediaUnavailable
   */
  download(
    address: string,
    limits: MediaLimits,
    secret?: { readonly authorization: string; mayHave(url: URL): boolean },
  ): Promise<MediaDownload>;
}

/** @param trusted base URLs of the operator's: they may be in the own network (a proxy, a Bot API server) */
export function createMediaClient(trusted: readonly string[]): MediaClient {
  const allowed = new Set(trusted.map((base) => new URL(base)).map((url) => `${hostOf(url)}:${portOf(url)}`));
  return {
    async download(address, limits, secret) {
      const signal = AbortSignal.timeout(limits.timeoutMs);
      try {
        const response = await guardedRequest(
          { allowed, lookUp: lookup },
          {
            address,
            headersFor: (url) => (secret?.mayHave(url) ? { authorization: secret.authorization } : {}),
            maxRedirects: MAX_REDIRECTS,
            signal,
          },
        );
        checkAnswer(response, limits);
        return {
          contentType: response.headers['content-type'],
          content: contentOf(response, limits, signal),
        };
      } catch (error) {
        throw toMediaError(error, signal, limits);
      }
    },
  };
}

function checkAnswer(response: IncomingMessage, { maxBytes }: MediaLimits): void {
  const trouble = troubleOf(response, maxBytes);
  if (trouble === undefined) return;
  response.destroy();
  throw trouble;
}

function troubleOf({ statusCode: status = 0, headers }: IncomingMessage, maxBytes: number): DomainError | undefined {
  if (status === 404 || status === 410) return new MediaRefused(`the file's address answers ${status}`, 'gone');
  if (status >= 500 || status === 429) return new MediaUnavailable(`the file's address answers ${status}`);
  if (status !== 200) return new MediaRefused(`the file's address answers ${status}`, 'not_allowed');
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return new MediaRefused('the file is packed, which was not asked for', 'wrong_type');
  return Number(headers['content-length'] ?? 0) > maxBytes ? tooLarge(maxBytes) : undefined;
}

async function* contentOf(
  response: IncomingMessage,
  limits: MediaLimits,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limits.maxBytes) throw tooLarge(limits.maxBytes);
      yield chunk;
    }
    if (!response.complete) throw new MediaUnavailable('the file was cut');
  } catch (error) {
    throw toMediaError(error, signal, limits);
  } finally {
    response.destroy();
  }
}

/** The one error of a file past the limit. */
export function tooLarge(maxBytes: number): MediaRefused {
  return new MediaRefused(`the file is larger than ${maxBytes} bytes`, 'too_large');
}

/** The cause stays with us: addresses of files carry secrets. */
function toMediaError(error: unknown, signal: AbortSignal, { timeoutMs }: MediaLimits): DomainError {
  if (error instanceof FetchRefused) return new MediaRefused(error.message, 'not_allowed', { cause: error });
  if (error instanceof DomainError) return error;
  if (signal.aborted) return new MediaUnavailable(`the file did not come within ${timeoutMs} ms`);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return new MediaUnavailable(`the file could not be fetched${code}`);
}
