import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { HttpProblem } from '#api/http/problem.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

export interface AuthLimits {
  /** Doors of one address: login, invitation, new password. */
  readonly door: RequestHandler;
  /** Logins for one e-mail address, wherever they come from; needs the body. */
  readonly person: RequestHandler;
  /** Businesses registered from one address. */
  readonly register: RequestHandler;
  /** Renewals from one address: a whole office may be behind it. */
  readonly renew: RequestHandler;
}

/** Guessing is slow: so many logins a minute from one address, a third of that for one person. */
export function authLimits(perMinute: number): AuthLimits {
  const third = Math.max(1, Math.ceil(perMinute / 3));
  const address: KeyOf = (request) => ipKeyGenerator(request.ip ?? 'unknown');
  return {
    door: limiter(MINUTE_MS, perMinute, address),
    person: limiter(MINUTE_MS, third, (request) => emailOf(request.body)),
    register: limiter(HOUR_MS, third, address),
    renew: limiter(MINUTE_MS, perMinute * 10, address),
  };
}

type KeyOf = NonNullable<NonNullable<Parameters<typeof rateLimit>[0]>['keyGenerator']>;

function emailOf(body: unknown): string {
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : undefined;
  return JSON.stringify(typeof email === 'string' ? email.trim().toLowerCase() : null).slice(0, 300);
}

function limiter(windowMs: number, limit: number, keyGenerator: KeyOf): RequestHandler {
  return rateLimit({
    windowMs,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: { xForwardedForHeader: false },
    keyGenerator,
    handler: (_request, _response, next) => {
      const headers = { 'Retry-After': String(Math.ceil(windowMs / 1000)) };
      next(new HttpProblem(429, 'TooManyRequests', 'Too many tries in a short time; wait a little.', { headers }));
    },
  });
}
