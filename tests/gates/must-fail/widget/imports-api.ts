// rejected by: eslint(no-restricted-imports)
import { a } from '#api/deps.ts';

export const used = [a];
