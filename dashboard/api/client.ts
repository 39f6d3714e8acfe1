import createClient from 'openapi-fetch';
import type { Middleware } from 'openapi-fetch';
import { accessToken, refreshAccessToken } from './access-token.ts';
import { ApiProblem } from './problem.ts';
import type { paths } from './schema.gen.d.ts';

/** `fetch` with the person's token; an expired one is renewed and the request sent once more. */
async function send(request: Request): Promise<Response> {
  // The body of a request can be read once only.
  const again = request.clone();
  const response = await attempt(request);
  // The doors themselves say 401 for a wrong password.
  if (response.status !== 401 || accessToken() === undefined || !(await refreshAccessToken())) return response;
  return attempt(again);
}

async function attempt(request: Request): Promise<Response> {
  const token = accessToken();
  if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
  return fetch(request).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem(0, { detail: error instanceof Error ? error.message : String(error) });
  });
}

/** What is sent twice (a lost answer, a double click) is done once. */
const idempotent: Middleware = {
  onRequest({ request }) {
    if (request.method === 'POST' && !request.headers.has('idempotency-key')) {
      request.headers.set('idempotency-key', crypto.randomUUID());
    }
    return request;
  },
};

/** The API, typed by its own OpenAPI document: `api.GET('/v1/orders', { params: { query } })`. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: send });
api.use(idempotent);

/** Sends what has no typed client: uploads, files. @throws ApiProblem */
export async function sendRaw(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await send(new Request(new URL(path, location.origin), init));
  if (!response.ok) throw new ApiProblem(response.status, await response.json().catch(() => undefined));
  return response;
}

/** The data of an answer. @throws ApiProblem for every other answer */
export async function dataOf<T>(
  answer: Promise<{ readonly data?: T; readonly error?: unknown; readonly response: Response }>,
): Promise<NonNullable<T>> {
  const { data, error, response } = await answer;
  if (!response.ok) throw new ApiProblem(response.status, error);
  return (data ?? {}) as NonNullable<T>;
}

/** The answer with its ETag, which a change must name in `If-Match`. @throws ApiProblem */
export async function versioned<T>(
  answer: Promise<{ readonly data?: T; readonly error?: unknown; readonly response: Response }>,
): Promise<{ readonly value: NonNullable<T>; readonly etag: string }> {
  const { data, error, response } = await answer;
  if (!response.ok) throw new ApiProblem(response.status, error);
  return { value: data as NonNullable<T>, etag: response.headers.get('etag') ?? '' };
}
