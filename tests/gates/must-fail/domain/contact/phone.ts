// rejected by: eslint(no-restricted-imports)
import { v7 } from 'uuid';

export const used = v7;
