/** What the API refused, with its problem document. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, detail: string) {
    super(`the API answered ${status} (${code}): ${detail}`);
    this.status = status;
    this.code = code;
  }
}

/** Thrown when nothing answers at the API's address. */
export class ApiUnreachable extends Error {
  constructor(baseUrl: string, options?: ErrorOptions) {
    super(`no API answers at ${baseUrl}; start it with \`npm start\`, or name another with --url`, options);
  }
}

export interface ApiCall {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly apiKey?: string | undefined;
}

/** Calls one address of a running API. @throws ApiProblem on 4xx and 5xx, ApiUnreachable when nothing answers */
export async function callApi(baseUrl: string, path: string, call: ApiCall = {}): Promise<unknown> {
  const response = await request(baseUrl, path, call);
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : parse(text);
  if (response.ok) return answer;
  const { code, detail, title } = (answer ?? {}) as { code?: string; detail?: string; title?: string };
  throw new ApiProblem(response.status, code ?? 'unknown', detail ?? title ?? text.slice(0, 200));
}

async function request(baseUrl: string, path: string, call: ApiCall): Promise<Response> {
  try {
    return await fetch(new URL(path, baseUrl), {
      method: call.method ?? 'GET',
      headers: {
        ...(call.body !== undefined && { 'content-type': 'application/json' }),
        ...(call.apiKey !== undefined && { 'x-api-key': call.apiKey }),
      },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      // A redirect would carry the key to somebody else.
      redirect: 'error',
    });
  } catch (error) {
    throw new ApiUnreachable(baseUrl, { cause: error });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
