// allowed
import type { A } from '#api/routes/widget/schema.ts';
import { b } from '#widget/net/client.ts';

export const used: A = b;
