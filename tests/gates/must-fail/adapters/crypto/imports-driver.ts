// rejected by: eslint(no-restricted-imports)
import { a } from 'knex';

export const used = [a];
