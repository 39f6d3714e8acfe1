import { z } from 'zod';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const erasureView = z.object({
  contact_id: z.uuid(),
  requested_at: z.iso.datetime(),
  rows_erased_at: z.iso.datetime().nullable(),
  keys_destroyed_at: z.iso.datetime().nullable(),
  histories: z
    .enum(['deleted', 'unreadable'])
    .nullable()
    .describe('`unreadable`: Temporal did not let us delete them; without the key nobody reads them.'),
  done_at: z.iso.datetime().nullable(),
});
export type ErasureView = z.infer<typeof erasureView>;

const exported = z
  .looseObject({
    exported_at: z.iso.datetime(),
    profile: z.looseObject({}),
    consent: z.looseObject({}),
    identities: z.array(z.looseObject({})),
    conversations: z.array(z.looseObject({})),
    messages: z.array(z.looseObject({})),
    media: z.array(z.looseObject({})),
    orders: z.array(z.looseObject({})),
    bookings: z.array(z.looseObject({})),
    payments: z.array(z.looseObject({})),
    leads: z.array(z.looseObject({})),
    notes: z.array(z.looseObject({})),
    events: z.array(z.looseObject({})),
  })
  .describe('Every other table that holds something about the contact follows under its own name.');

const common = {
  tag: 'Privacy',
  access: 'admin',
  query: optionalTenantQuery,
  params: z.object({ id: z.uuid() }),
} as const;
const refusals = [
  { status: 401, description: 'No valid token or key' },
  { status: 403, description: 'Only admins may' },
  { status: 404, description: 'No such contact of this tenant, or it was erased' },
] as const;
const answer = z.object({ erasure: erasureView });

export const exportContactSpec = {
  ...common,
  method: 'get',
  path: '/v1/contacts/{id}/export',
  operationId: 'exportContact',
  summary: 'Everything that is held about a contact',
  answers: [{ status: 200, description: 'One JSON document, streamed', schema: exported }, ...refusals],
} as const;

export const eraseContactSpec = {
  ...common,
  method: 'delete',
  path: '/v1/contacts/{id}',
  operationId: 'eraseContact',
  summary: 'Erase a contact: rows, files and keys go; orders and payments are kept without a name',
  answers: [{ status: 202, description: 'It is under way, or done', schema: answer }, ...refusals],
} as const;

export const erasureSpec = {
  ...common,
  method: 'get',
  path: '/v1/contacts/{id}/erasure',
  operationId: 'getErasure',
  summary: 'How far an erasure has come',
  answers: [{ status: 200, description: 'The erasure', schema: answer }, ...refusals],
} as const;
