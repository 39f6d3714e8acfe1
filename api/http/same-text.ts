import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares a secret. Digests are compared, so that the time taken tells neither content nor length. */
export function sameText(left: string, right: string): boolean {
  return timingSafeEqual(createHash('sha256').update(left).digest(), createHash('sha256').update(right).digest());
}
