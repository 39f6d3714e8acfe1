import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { v4 as uuid } from 'uuid';
import { z } from 'zod';
import type { Clock } from '#domain/ports.ts';
import { isWidgetVisitor, widgetVisitorId } from '#domain/widget/visitor-session.ts';
import type { VisitorSessions } from '#domain/widget/visitor-session.ts';

/** A visitor who stays away this long begins anew. */
const LIFE_MS = 30 * 86_400_000;
const LONGEST_TOKEN = 512;

const claims = z.strictObject({ t: z.string(), v: z.string().refine(isWidgetVisitor), e: z.int() });

/**
 * Sessions that need no row: `claims.signature`, both base64url, signed with a key of their own that is derived from
 * `secret`.
 */
export function createVisitorSessions(secret: Uint8Array, clock: Clock): VisitorSessions {
  const key = Buffer.from(hkdfSync('sha256', secret, new Uint8Array(), 'colloquy visitor session 1', 32));
  const sign = (body: string) => createHmac('sha256', key).update(body).digest();
  return {
    issue(tenantId, visitorId = widgetVisitorId(uuid())) {
      const expires = clock().getTime() + LIFE_MS;
      const body = Buffer.from(JSON.stringify({ t: tenantId, v: visitorId, e: expires })).toString('base64url');
      const token = `${body}.${sign(body).toString('base64url')}`;
      return { token, visitorId, expiresAt: new Date(expires).toISOString() };
    },
    visitorOf(tenantId, token) {
      const [body = '', signature = '', ...more] = token.slice(0, LONGEST_TOKEN + 1).split('.');
      if (token.length > LONGEST_TOKEN || more.length > 0) return undefined;
      const given = Buffer.from(signature, 'base64url');
      const own = sign(body);
      if (given.length !== own.length || !timingSafeEqual(given, own)) return undefined;
      const { t, v, e } = claims.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
      return t === tenantId && e > clock().getTime() ? v : undefined;
    },
  };
}
