// rejected by: eslint(no-restricted-imports)
import { a } from '#adapters/db/pool.ts';

export const used = [a];
