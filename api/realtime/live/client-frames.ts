import { z } from 'zod';
import { tenantSlug } from '#api/http/tenant.ts';

const LONGEST_CURSOR = 16_000;

const frame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('auth'), token: z.string().min(1).max(4_096), tenant: tenantSlug.optional() }),
  z.object({ type: z.literal('resume'), after: z.string().min(1).max(LONGEST_CURSOR).nullish() }),
  z.object({ type: z.literal('typing'), conversation_id: z.uuid() }),
  z.object({ type: z.literal('presence'), state: z.enum(['online', 'away']) }),
  z.object({ type: z.literal('ping') }),
]);

/** What a client may say on the socket. */
export type ClientFrame = z.infer<typeof frame>;

/** Undefined when it is no frame of ours. */
export function readClientFrame(text: string): ClientFrame | undefined {
  try {
    return frame.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}
