import { z } from 'zod';
import { ifMatchHeader } from '#api/http/etag.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';
import { labelTag } from '#api/routes/inbox/schema.ts';

const labelView = labelTag.extend({
  conversations: z.int().describe('How many have it.'),
  version: z.int().describe('Also its ETag.'),
});
const one = z.object({ label: labelView });
const newLabel = z.strictObject({
  name: z.string().trim().min(1).max(60),
  color: z
    .string()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, 'expected a colour like #0b6e4f'),
});
const KEY = { status: 401, description: 'No valid key' } as const;
const MISSING = { status: 404, description: 'No such label of this tenant' } as const;
const TAKEN = { status: 409, description: 'Another label has the name' } as const;
const STALE = { status: 412, description: 'It has changed since it was read; nothing was changed' } as const;
const WRONG = { status: 422, description: 'The body does not fit' } as const;
const common = { tag: 'Labels', query: optionalTenantQuery, access: 'agent' } as const;
const byId = {
  ...common,
  path: '/v1/labels/{id}',
  params: z.object({ id: z.uuid() }),
  headers: ifMatchHeader,
} as const;

export const listLabelsSpec = {
  ...common,
  method: 'get',
  path: '/v1/labels',
  operationId: 'listLabels',
  summary: 'The labels of a shop, by name',
  access: 'viewer',
  answers: [{ status: 200, description: 'Labels', schema: z.object({ labels: z.array(labelView) }) }, KEY],
} as const;

export const createLabelSpec = {
  ...common,
  method: 'post',
  path: '/v1/labels',
  operationId: 'createLabel',
  summary: 'Adds a label',
  body: newLabel,
  answers: [{ status: 201, description: 'The label', schema: one }, KEY, TAKEN, WRONG],
} as const;

export const changeLabelSpec = {
  ...byId,
  method: 'patch',
  operationId: 'changeLabel',
  summary: 'Renames or recolours a label',
  body: newLabel.partial().refine((body) => Object.keys(body).length > 0, 'expected something to change'),
  answers: [{ status: 200, description: 'The label', schema: one }, KEY, MISSING, TAKEN, STALE, WRONG],
} as const;

export const removeLabelSpec = {
  ...byId,
  method: 'delete',
  operationId: 'deleteLabel',
  summary: 'Removes a label, from every conversation as well',
  answers: [{ status: 204, description: 'Gone' }, KEY, MISSING, STALE],
} as const;

export const setLabelsSpec = {
  ...common,
  method: 'put',
  path: '/v1/conversations/{id}/labels',
  operationId: 'setLabels',
  summary: 'Gives a conversation exactly these labels',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ labels: z.array(z.uuid()).max(50).describe('Ids.') }),
  answers: [
    { status: 200, description: 'Its labels', schema: z.object({ labels: z.array(labelTag) }) },
    KEY,
    { status: 404, description: 'No such conversation or label of this tenant; nothing was changed' },
    WRONG,
  ],
} as const;
