import { z } from 'zod';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const lineView = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.enum(['user', 'key', 'platform']), id: z.string(), name: z.string() }),
  action: z.string().describe('The operation, as this document names it.'),
  subject: z.object({ kind: z.string(), id: z.string() }).nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  request_id: z.string().nullable(),
});
export type LineView = z.infer<typeof lineView>;

export const auditLogSpec = {
  method: 'get',
  path: '/v1/audit-log',
  operationId: 'listAuditLog',
  summary: 'Who did what, the newest first; never what was said',
  tag: 'Team',
  access: 'admin',
  query: optionalTenantQuery.extend(pageQuery),
  answers: [
    {
      status: 200,
      description: 'Lines',
      schema: z.object({ entries: z.array(lineView), next_cursor: nextCursor }),
    },
    { status: 401, description: 'No valid token or key' },
    { status: 403, description: 'Only admins may' },
    { status: 404, description: 'Unknown tenant' },
  ],
} as const;
