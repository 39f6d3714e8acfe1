// rejected by: eslint(no-restricted-imports)
import { a } from '#domain/errors.ts';

export const used = [a];
