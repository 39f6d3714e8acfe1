import { createHmac } from 'node:crypto';
import type { ChannelCredentials } from '#domain/channel-port.ts';
import { ChannelOutcomeUnknown, ChannelRefused } from '#domain/errors.ts';
import { callProvider } from '#adapters/channels/http/call-provider.ts';
import { asId } from '#adapters/channels/http/loose.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';
import { graphError } from './graph-errors.ts';

/** Pinned: an unversioned call gets the oldest version the app may use. */
export const GRAPH_VERSION = 'v25.0';

export interface GraphOptions {
  /** `META_GRAPH_URL`, without a slash at the end. */
  readonly graphUrl: string;
  /** Where an account is spoken to that is not at `graphUrl`; undefined = there. */
  readonly urlOf?: (credentials: ChannelCredentials) => string | undefined;
  /** Tests shorten it. */
  readonly limitMs?: number;
}

export interface GraphCall {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Behind the version, no slash first: `106540352242922/messages`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: LooseObject;
  /** Instead of the account's own token: the app's (`app_id|app_secret`). */
  readonly token?: string;
}

/** Calls Graph for one connected account. @throws the errors of `ChannelSender.send` */
export type Graph = (credentials: ChannelCredentials, call: GraphCall) => Promise<LooseObject>;

export function createGraph(options: GraphOptions): Graph {
  return async (credentials, { method = 'POST', path, query = {}, body, token }) => {
    const access = token ?? mustHave(credentials, 'access_token');
    const host = options.urlOf?.(credentials) ?? options.graphUrl;
    const url = new URL(`${host}/${GRAPH_VERSION}/${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const secret = credentials['app_secret'];
    // Proves that the token is used by its own app; a stolen token alone is then worth nothing.
    if (secret !== undefined && secret !== '' && token === undefined) {
      url.searchParams.set('appsecret_proof', createHmac('sha256', secret).update(access).digest('hex'));
    }
    const answer = await callProvider({
      provider: 'Graph',
      url: url.href,
      method,
      headers: {
        authorization: `Bearer ${access}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(options.limitMs !== undefined && { limitMs: options.limitMs }),
    });
    if (answer.status >= 400 || 'error' in answer.json) throw graphError(answer);
    return answer.json;
  };
}

/** @throws ChannelRefused (`auth`) when a credential that a call needs is not there */
export function mustHave(credentials: ChannelCredentials, name: string): string {
  const value = credentials[name];
  if (value === undefined || value === '') throw new ChannelRefused(`the channel has no ${name}`, 'auth');
  return value;
}

/** The id of an accepted message; without one nobody can tell it later. */
export function acceptedId(id: unknown): { readonly providerMessageId: string } {
  const providerMessageId = asId(id);
  if (providerMessageId === undefined) {
    throw new ChannelOutcomeUnknown('Graph accepted the message and gave it no id');
  }
  return { providerMessageId };
}
