import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { AccessTokens } from '#domain/account/access-tokens.ts';
import type { Clock } from '#domain/ports.ts';

const ALGORITHM = 'HS256';
/** As RFC 9068 names access tokens: one made for something else is none. */
const TYPE = 'at+jwt';
const ISSUER = 'colloquy';
const AUDIENCE = 'colloquy-api';
const LIFE_SECONDS = 15 * 60;
/** Clocks of several API processes may differ by this much. */
const CLOCK_TOLERANCE_SECONDS = 5;

const claimsOf = z.object({ sub: z.uuid(), tid: z.uuid(), sid: z.uuid() });

/** @param secret 32 bytes, the same in every API process */
export function createAccessTokens(secret: Uint8Array, clock: Clock): AccessTokens {
  return {
    lifeSeconds: LIFE_SECONDS,
    issue({ tenantId, userId, sessionId }) {
      const now = Math.floor(clock().getTime() / 1000);
      return new SignJWT({ tid: tenantId, sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
        .setSubject(userId)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(now)
        .setExpirationTime(now + LIFE_SECONDS)
        .sign(secret);
    },
    async read(token) {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: [ALGORITHM],
          typ: TYPE,
          issuer: ISSUER,
          audience: AUDIENCE,
          requiredClaims: ['exp', 'iat'],
          maxTokenAge: LIFE_SECONDS,
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
          currentDate: clock(),
        });
        const claims = claimsOf.safeParse(payload);
        if (!claims.success) return undefined;
        return { tenantId: claims.data.tid, userId: claims.data.sub, sessionId: claims.data.sid };
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
