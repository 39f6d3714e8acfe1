// rejected by: eslint(no-restricted-imports)
import type { A } from '#api/routes/orders/schema.ts';

export const used: A = undefined;
