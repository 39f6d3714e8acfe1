import { wordOf } from './known-ids.ts';
import type { TenantIds } from './known-ids.ts';
import type { Route } from './routes.ts';
import { sampleBody } from './sample-body.ts';

export interface Attempt {
  readonly route: Route;
  /** Whose ids stand in address, query and body. */
  readonly ids: TenantIds;
  /** `?tenant=` */
  readonly tenant?: string;
  /** Also fill queries that name rows. */
  readonly queryIds?: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** What was asked, for messages. */
  readonly asked: string;
  /** Ids of the other shop that were in the request. */
  readonly sent: readonly string[];
}

const LIMIT_MS = 30_000;
/** An answer of a stream says enough at its beginning. */
const STREAM = /^text\/event-stream/;

/** Sends one request that fits the document. */
export async function send(apiUrl: string, { route, ids, tenant, queryIds, headers }: Attempt): Promise<Answer> {
  const values = route.pathParameters.map((one) => ({ name: one.name, ...ids.forPath(route.path, one) }));
  const path = values.reduce(
    (filled, { name, value }) => filled.replace(`{${name}}`, encodeURIComponent(value)),
    route.path,
  );
  const url = new URL(path, apiUrl);
  const sent = values.map(({ value }) => value);
  for (const { name, required, schema } of route.query) {
    const id = ids.forField(name);
    if (queryIds === true && id !== undefined) {
      sent.push(id);
      url.searchParams.set(name, id);
    } else if (required && name !== 'tenant') {
      url.searchParams.set(name, wordOf(schema) ?? '2031-01-06');
    }
  }
  if (tenant !== undefined) url.searchParams.set('tenant', tenant);
  const { headers: bodyHeaders, body, ids: bodyIds } = sampleBody(route, ids);
  const asked = `${route.method} ${url.pathname}${url.search}`;
  const all = [...sent, ...bodyIds];
  const response = await fetch(url, {
    method: route.method,
    headers: { ...bodyHeaders, ...(route.headers.includes('if-match') && { 'if-match': '"1"' }), ...headers },
    ...(body !== undefined && { body }),
    signal: AbortSignal.timeout(LIMIT_MS),
  }).catch((error: unknown) => String(error));
  // One that never answers is as wrong as one that answers wrongly; the others are asked all the same.
  if (typeof response === 'string') return { status: 0, text: response, asked, sent: all };
  const isStream = STREAM.test(response.headers.get('content-type') ?? '') && response.status === 200;
  if (isStream) await response.body?.cancel();
  const text = isStream ? '' : await response.text();
  return { status: response.status, text, asked, sent: all };
}
