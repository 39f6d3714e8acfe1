import { z } from 'zod';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const leadView = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  whatsapp: z.string().nullable().describe('E.164.'),
  interest: z.string().nullable(),
  source: z.string(),
  contact_id: z.uuid(),
  conversation_id: z.uuid(),
  consent_at: z.iso.datetime(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type LeadView = z.infer<typeof leadView>;

const filter = {
  search: z.string().trim().min(1).max(100).optional().describe('Part of name, email or number.'),
  source: z.string().max(40).optional().describe('Channel they came through.'),
  from: z.iso.datetime().optional().describe('Created at or after.'),
  to: z.iso.datetime().optional().describe('Created before.'),
};
const refusals = [
  { status: 401, description: 'No valid key' },
  { status: 404, description: 'Unknown tenant' },
  { status: 422, description: 'The filter does not fit' },
] as const;

export const listLeadsSpec = {
  method: 'get',
  path: '/v1/leads',
  operationId: 'listLeads',
  summary: 'People who left their details, newest first',
  tag: 'Leads',
  access: 'viewer',
  query: optionalTenantQuery.extend({ ...filter, ...pageQuery }),
  answers: [
    {
      status: 200,
      description: 'Leads',
      schema: z.object({ leads: z.array(leadView), next_cursor: nextCursor }),
    },
    ...refusals,
  ],
} as const;

export const exportLeadsSpec = {
  method: 'get',
  path: '/v1/leads/export',
  operationId: 'exportLeads',
  summary: 'The same as CSV, at most 50,000; no cell is taken for a formula',
  tag: 'Leads',
  access: 'agent',
  query: optionalTenantQuery.extend(filter),
  answers: [{ status: 200, description: 'CSV, UTF-8', contentType: 'text/csv' }, ...refusals],
} as const;
