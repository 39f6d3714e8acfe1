import { createHash } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { v7 as uuid } from 'uuid';
import type { DeedKey, KeptAnswer } from '#adapters/db/idempotency/kept-answers.ts';
import type { ApiDeps } from '#api/deps.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { staffOf } from '#api/http/staff-of.ts';
import { callerOf } from './authenticate.ts';

type Deps = Pick<ApiDeps, 'keptAnswers' | 'records' | 'log'>;

/** Headers that belong to the answer itself. */
const KEPT_HEADERS = ['Content-Type', 'ETag', 'Location', 'Content-Disposition'];
const LARGEST_KEPT = 1_000_000;

/**
 * Makes a POST of staff with an `Idempotency-Key` one deed, however often it is sent: the second is answered what the first
 * was. Only what was done is remembered (2xx); a refusal changed nothing, so that the same key may be tried again. Uploads
 * stay out of it: a document is known by its content. So do passwords: their hash here would be quick to guess.
 */
export function idempotency(deps: Deps): (spec: Endpoint['spec']) => RequestHandler {
  return (spec) => (request, response, next) => {
    const key = request.get('idempotency-key');
    const isDeed = spec.method === 'post' && spec.upload === undefined && spec.secretBody === undefined;
    if (!isDeed || key === undefined) return next();
    return once(deps, spec, key, request, response, next);
  };
}

/** The id of what this request makes: of one deed always the same, also when its first attempt died before it answered. */
export function deedId(response: Response): string {
  const id: unknown = response.locals['deedId'];
  return typeof id === 'string' ? id : uuid();
}

/** True when what is answered was done by an earlier request. */
export function isReplay(response: Response): boolean {
  return response.locals['isReplay'] === true;
}

async function once(
  deps: Deps,
  spec: Endpoint['spec'],
  name: string,
  request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  if (!/^[\u0020-\u007e]{1,200}$/.test(name)) {
    throw new HttpProblem(422, 'ValidationFailed', 'Idempotency-Key: expected 1 to 200 printable ASCII characters');
  }
  const tenantId = await tenantOf(deps, request, response);
  // What belongs to no shop (making one) is known by its own unique names.
  if (tenantId === undefined) return next();
  const key = { tenantId, caller: staffOf(callerOf(response)).id, key: name };
  const found = await deps.keptAnswers.claim(key, fingerprintOf(spec, request));
  switch (found.kind) {
    case 'mine':
      response.locals['deedId'] = deedIdOf(key, found.since);
      keepAnswer(deps, key, found.claim, response);
      return next();
    case 'done':
      return replay(found.answer, response);
    case 'running':
      throw new HttpProblem(409, 'RequestInProgress', 'A request with this Idempotency-Key is being carried out.', {
        headers: { 'Retry-After': '2' },
      });
    case 'other':
      throw new HttpProblem(409, 'IdempotencyKeyReused', 'This Idempotency-Key was sent with another request.');
  }
}

async function tenantOf(deps: Deps, request: Request, response: Response): Promise<string | undefined> {
  const caller = callerOf(response);
  if (caller.kind !== 'platform') return caller.tenant.id;
  const slug = request.query['tenant'];
  return typeof slug === 'string' ? (await deps.records.findTenant(slug))?.id : undefined;
}

function fingerprintOf(spec: Endpoint['spec'], request: Request): Uint8Array {
  const { body, path, query } = request as { body: unknown; path: string; query: Record<string, unknown> };
  const asked = Object.entries(query).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([spec.operationId, path, asked]))
    .update(Buffer.isBuffer(body) ? body : (JSON.stringify(body) ?? ''))
    .digest();
}

function deedIdOf({ tenantId, caller, key }: DeedKey, since: Date): string {
  const random = createHash('sha256')
    .update(JSON.stringify([tenantId, caller, key, since.toISOString()]))
    .digest();
  return uuid({ msecs: since.getTime(), random: random.subarray(0, 16), seq: random.readUInt32BE(16) });
}

/** Puts keeping before the answer's last byte: who has the answer can rely on having it again. */
function keepAnswer(deps: Deps, key: DeedKey, claim: string, response: Response): void {
  const end = response.end.bind(response) as (...given: unknown[]) => Response;
  const endLater = (...given: unknown[]): Response => {
    response.end = end as Response['end'];
    const answer = response.headersSent ? undefined : answerOf(response, given[0]);
    const settled = answer ? deps.keptAnswers.keep(key, claim, answer) : deps.keptAnswers.release(key, claim);
    settled
      .catch((error: unknown) =>
        deps.log.error({ name: error instanceof Error ? error.name : 'unknown' }, 'an idempotent answer was not kept'),
      )
      .finally(() => end(...given));
    return response;
  };
  response.end = endLater as Response['end'];
}

/** Undefined for what is not kept: a refusal, a stream, or something very large. */
function answerOf(response: Response, chunk: unknown): KeptAnswer | undefined {
  const body = typeof chunk === 'string' ? chunk : Buffer.isBuffer(chunk) ? chunk.toString() : '';
  if (response.statusCode < 200 || response.statusCode >= 300 || body.length > LARGEST_KEPT) return undefined;
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  return { status: response.statusCode, headers: Object.fromEntries(headers) as Record<string, string>, body };
}

function replay({ status, headers, body }: KeptAnswer, response: Response): void {
  response.locals['isReplay'] = true;
  response.status(status).set({ ...headers, 'Idempotent-Replayed': 'true' });
  if (body === '') response.end();
  else response.send(Buffer.from(body));
}
