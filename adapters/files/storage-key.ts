import { InvalidInput } from '#domain/errors.ts';

const LONGEST = 300;

/**
 * Keys are ours; one that could leave its folder or bucket is a fault of ours and must not reach the storage.
 * @throws InvalidInput
 */
export function checkKey(key: string): string {
  if (!/^[a-z0-9_-][a-z0-9._-]*(?:\/[a-z0-9_-][a-z0-9._-]*)+$/.test(key) || key.length > LONGEST) {
    throw new InvalidInput(`storage key "${key.slice(0, 80)}": expected segments of a-z 0-9 . _ - joined by /`);
  }
  return key;
}
