import { createHash } from 'node:crypto';
import { StripeProblem, parseForm } from './form.ts';
import { idOf } from './objects.ts';
import type { StripeEvent, StripeState } from './state.ts';

/** One call as it came. */
export interface StripeCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface StripeAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly events?: readonly StripeEvent[];
}

interface Kept {
  readonly print: string;
  answer: StripeAnswer | undefined;
}

/** Calls that make something; the SDK's own retries are off, so their keys must be ours. */
const NEEDS_KEY = /^\/v1\/(?:checkout\/sessions|refunds|accounts)$/;

/** The API's manners: identity, form encoding, idempotency; then the state's rules. */
export function createStripeApi(options: {
  readonly state: StripeState;
  readonly secretKey: string;
  readonly violations: string[];
}) {
  const kept = new Map<string, Kept>();

  /** @param failAfter does it, keeps a 500 under its key, and answers that */
  return function answer(call: StripeCall, failAfter = false): StripeAnswer {
    try {
      check(call, options);
      if (call.method !== 'POST') return run(call, options.state);
      return once(call, failAfter);
    } catch (error) {
      return problem(error);
    }
  };

  function once(call: StripeCall, failAfter: boolean): StripeAnswer {
    const key = call.headers['idempotency-key'];
    if (key === undefined) return run(call, options.state);
    const account = call.headers['stripe-account'] ?? '';
    const print = createHash('sha256').update(`${call.path}\n${call.body}`).digest('hex');
    const place = `${account}\n${key}`;
    const before = kept.get(place);
    if (before !== undefined && before.print !== print) {
      throw new StripeProblem(400, 'Keys for idempotent requests can only be used with the same parameters.', {
        type: 'idempotency_error',
      });
    }
    if (before?.answer !== undefined) {
      return { ...before.answer, events: [], headers: { 'idempotent-replayed': 'true' } };
    }
    let made: StripeAnswer;
    try {
      made = run(call, options.state);
    } catch (error) {
      // Requests that were never begun keep nothing, so that a corrected one may use the key.
      return problem(error);
    }
    if (failAfter)
      made = {
        ...made,
        status: 500,
        body: new StripeProblem(500, 'An unknown error occurred.', { type: 'api_error' }).body,
      };
    kept.set(place, { print, answer: made });
    return made;
  }
}

function check(
  call: StripeCall,
  { secretKey, violations }: { readonly secretKey: string; readonly violations: string[] },
): void {
  const { headers } = call;
  if (headers['authorization'] !== `Bearer ${secretKey}`) {
    throw new StripeProblem(401, 'Invalid API Key provided.', { type: 'invalid_request_error' });
  }
  if (headers['stripe-version'] === undefined) violations.push(`${call.method} ${call.path}: no Stripe-Version`);
  if (call.method !== 'POST') return;
  if (call.body !== '' && headers['content-type'] !== 'application/x-www-form-urlencoded') {
    violations.push(`${call.path}: content-type ${headers['content-type'] ?? 'missing'}`);
  }
  const key = headers['idempotency-key'];
  if (NEEDS_KEY.test(call.path) && key === undefined) violations.push(`${call.path}: no Idempotency-Key`);
  if (key !== undefined && key.length > 255)
    violations.push(`${call.path}: Idempotency-Key of ${key.length} characters`);
}

function run({ method, path, query, headers, body }: StripeCall, state: StripeState): StripeAnswer {
  const account = headers['stripe-account'] ?? '';
  const [, , , sessionId, action] = path.split('/');
  const route = `${method} ${path.replace(/\/(?:cs_test|acct)_\w+/, '/:id')}`;
  switch (route) {
    case 'POST /v1/checkout/sessions':
      return ok(state.createSession(account, parseForm(body)));
    case 'GET /v1/checkout/sessions':
      return ok(state.listSessions(account, Number(query.get('created[gte]') ?? 0)));
    case 'GET /v1/checkout/sessions/:id':
      return ok(state.readSession(account, path.split('/')[4] ?? ''));
    case 'POST /v1/checkout/sessions/:id/expire': {
      const { shown, events } = state.expireSession(account, path.split('/')[4] ?? '');
      return { ...ok(shown), events };
    }
    case 'POST /v1/refunds': {
      const { shown, events } = state.refund(account, parseForm(body));
      return { ...ok(shown), events };
    }
    case 'GET /v1/refunds':
      return ok(state.listRefunds(account, query.get('payment_intent') ?? ''));
    case 'POST /v1/accounts':
      return ok(state.createAccount(parseForm(body)));
    case 'GET /v1/accounts/:id':
      return ok(state.readAccount(sessionId ?? ''));
    case 'POST /v1/account_links':
      return ok(state.linkAccount(parseForm(body)));
    default:
      throw new StripeProblem(404, `Unrecognized request URL (${method}: ${path}${action ? '…' : ''}).`);
  }
}

function ok(body: unknown): StripeAnswer {
  return { status: 200, body };
}

function problem(error: unknown): StripeAnswer {
  const known =
    error instanceof StripeProblem
      ? error
      : new StripeProblem(400, error instanceof Error ? error.message : 'bad request');
  return { status: known.status, body: known.body, headers: { 'request-id': idOf('req') } };
}
