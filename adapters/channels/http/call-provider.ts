import { ChannelOutcomeUnknown, ChannelUnavailable } from '#domain/errors.ts';
import { networkFailure } from './network-failure.ts';
import { asObject } from './loose.ts';
import type { LooseObject } from './loose.ts';

/** No call to a provider lasts longer than this, ms; Temporal's own limit for a send is above it. */
export const PROVIDER_LIMIT_MS = 35_000;

/** An answer is a few hundred bytes; a larger one is not the provider's. */
const LONGEST_ANSWER = 1_000_000;

export interface ProviderRequest {
  /** For error messages. */
  readonly provider: string;
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Tests shorten it. */
  readonly limitMs?: number;
}

export interface ProviderAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: LooseObject;
}

/**
 * One HTTP call without any retry: whether it may be repeated is decided by the workflow. Answers of any status come
 * back; what they mean is the channel's to say.
 * @throws ChannelUnavailable (nothing was accepted), ChannelOutcomeUnknown
 */
export async function callProvider(request: ProviderRequest): Promise<ProviderAnswer> {
  const { provider, url, method, headers = {}, body } = request;
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(body !== undefined && { body }),
      // A redirect would carry the token to somebody else.
      redirect: 'error',
      signal: AbortSignal.timeout(request.limitMs ?? PROVIDER_LIMIT_MS),
    });
    const text = await readText(response);
    const json = asObject(parseJson(text));
    if (json !== undefined) return { status: response.status, headers: response.headers, json };
    return withoutJson(provider, response);
  } catch (error) {
    throw networkFailure(provider, error);
  }
}

function withoutJson(provider: string, response: Response): ProviderAnswer {
  // A gateway before the provider answered: 504 means that it stopped waiting, not that nothing arrived.
  if (response.status >= 500 && response.status !== 504) {
    throw new ChannelUnavailable(`${provider}'s gateway answered ${response.status}`);
  }
  if (response.status >= 400 && response.status < 500) {
    return { status: response.status, headers: response.headers, json: {} };
  }
  throw new ChannelOutcomeUnknown(`${provider} answered ${response.status} without JSON; the message may have arrived`);
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST_ANSWER) throw new Error('answer too long');
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
