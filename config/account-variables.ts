import { z } from 'zod';
import { key } from './shapes.ts';
import type { Variable } from './shapes.ts';

/** How people log in. */
export const ACCOUNT_VARIABLES = {
  JWT_SECRET: {
    doc: 'Key that signs the access tokens of people; all API processes need the same. Changing it asks browsers to renew theirs.',
    schema: key.optional(),
    example: '',
    secret: true,
  },
  AUTH_PER_MINUTE: {
    doc: 'Logins a minute from one address; one person gets a third of it, and as many shops an hour may be registered.',
    schema: z.coerce.number().int().min(1).max(1_000_000).default(30),
    example: '30',
  },
  REGISTRATION: {
    doc: 'open = anybody may open a shop; closed = only the platform. Default: closed in production, else open.',
    schema: z.enum(['open', 'closed']).optional(),
    example: 'closed',
  },
} as const satisfies Record<string, Variable>;
