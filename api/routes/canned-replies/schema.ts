import { z } from 'zod';
import { ifMatchHeader } from '#api/http/etag.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const cannedReplyView = z.object({
  id: z.uuid(),
  shortcut: z.string(),
  title: z.string(),
  text: z.string(),
  language: z.string().nullable(),
  version: z.int().describe('Also its ETag.'),
  updated_at: z.iso.datetime(),
});
export type CannedReplyView = z.infer<typeof cannedReplyView>;

const one = z.object({ canned_reply: cannedReplyView });
const fields = {
  shortcut: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'expected 1 to 40 of a-z, 0-9, - and _')
    .describe('What staff type to find it.'),
  title: z.string().trim().min(1).max(100),
  text: z.string().trim().min(1).max(4_000),
};
const language = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'expected a BCP 47 language, like en or he')
  .nullable();
const KEY = { status: 401, description: 'No valid key' } as const;
const MISSING = { status: 404, description: 'No such canned reply of this tenant' } as const;
const TAKEN = { status: 409, description: 'Another canned reply has the shortcut' } as const;
const STALE = { status: 412, description: 'It has changed since it was read; nothing was changed' } as const;
const WRONG = { status: 422, description: 'The body does not fit' } as const;
const common = { tag: 'Canned replies', query: optionalTenantQuery, access: 'agent' } as const;
const byId = {
  ...common,
  path: '/v1/canned-replies/{id}',
  params: z.object({ id: z.uuid() }),
  headers: ifMatchHeader,
} as const;

export const listCannedRepliesSpec = {
  ...common,
  method: 'get',
  path: '/v1/canned-replies',
  operationId: 'listCannedReplies',
  summary: 'Words that staff use again and again, by shortcut',
  access: 'viewer',
  answers: [
    { status: 200, description: 'Canned replies', schema: z.object({ canned_replies: z.array(cannedReplyView) }) },
    KEY,
  ],
} as const;

export const createCannedReplySpec = {
  ...common,
  method: 'post',
  path: '/v1/canned-replies',
  operationId: 'createCannedReply',
  summary: 'Adds a canned reply',
  body: z.strictObject({ ...fields, language: language.default(null) }),
  answers: [{ status: 201, description: 'The canned reply', schema: one }, KEY, TAKEN, WRONG],
} as const;

export const changeCannedReplySpec = {
  ...byId,
  method: 'patch',
  operationId: 'changeCannedReply',
  summary: 'Changes a canned reply',
  body: z
    .strictObject({ ...fields, language })
    .partial()
    .refine((body) => Object.keys(body).length > 0, 'expected something to change'),
  answers: [{ status: 200, description: 'The canned reply', schema: one }, KEY, MISSING, TAKEN, STALE, WRONG],
} as const;

export const removeCannedReplySpec = {
  ...byId,
  method: 'delete',
  operationId: 'deleteCannedReply',
  summary: 'Removes a canned reply',
  answers: [{ status: 204, description: 'Gone' }, KEY, MISSING, STALE],
} as const;
