import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '#domain/account/password-hasher.ts';

/** Argon2id, the library's default, with the first choice of OWASP's list: 19 MiB, two rounds, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function createPasswordHasher(): PasswordHasher {
  // What nobody's password fits, made once: a look at it costs what a look at a real one does.
  let nobody: Promise<string> | undefined;
  return {
    hash: (password) => hash(password.normalize('NFKC'), COST),
    async verify(given, password) {
      nobody ??= hash(randomBytes(32), COST);
      const fits = await verify(given ?? (await nobody), password.normalize('NFKC'));
      return fits && given !== undefined;
    },
  };
}
