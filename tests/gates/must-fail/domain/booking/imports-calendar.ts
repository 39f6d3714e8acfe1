// rejected by: eslint(no-restricted-imports)
import { Temporal } from 'temporal-polyfill';

export const used = [Temporal];
