// rejected by: eslint(no-restricted-imports)
import { a } from 'pg';

export const used = [a];
