import { z } from 'zod';

const SHORTEST = 10;
/** Hashing more costs time and keeps nobody out. */
const LONGEST = 200;
const FEWEST_CHARACTERS = 5;

/** A password as it is chosen; long rather than colourful, as NIST SP 800-63B advises. */
export const newPassword = z
  .string()
  .min(SHORTEST, `expected at least ${SHORTEST} characters`)
  .max(LONGEST)
  .refine((value) => new Set(value).size >= FEWEST_CHARACTERS, {
    error: `expected at least ${FEWEST_CHARACTERS} different characters`,
    abort: true,
  });

/** A password as it is typed at the door. */
export const typedPassword = z.string().min(1).max(LONGEST);
