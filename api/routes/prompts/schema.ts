import { z } from 'zod';
import { AGENT_ROLES } from '#domain/agent/agent-role.ts';
import { LONGEST_PROMPT, PROMPT_STATES } from '#domain/prompt/prompt-version.ts';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const role = z
  .enum(AGENT_ROLES)
  .describe(
    'planner: the talk with the customer; knowledge: answers from documents; booking: bookings; memory: what is remembered; database: questions of staff.',
  );
const versionNumber = z.coerce.number().int().min(1).max(1_000_000);
const staff = z.object({ id: z.string(), name: z.string() });

const promptVersion = z.object({
  role,
  version: z.int(),
  state: z.enum(PROMPT_STATES),
  text: z.string(),
  note: z.string(),
  author: staff,
  created_at: z.iso.datetime(),
  published_at: z.iso.datetime().nullable().describe('When it was last published; null = never.'),
});
export type PromptVersionView = z.infer<typeof promptVersion>;

const promptHead = z.object({
  role,
  published: promptVersion.nullable().describe('Null = the agent works by our own instructions alone.'),
  latest_version: z.int().describe('0 = there is none.'),
  drafts: z.int(),
});
export type PromptHeadView = z.infer<typeof promptHead>;

const one = z.object({ prompt: promptVersion });
const KEY = { status: 401, description: 'No valid key' } as const;
const ROLE = { status: 403, description: 'The role does not allow it' } as const;
const MISSING = { status: 404, description: 'No such version of this tenant' } as const;
const WRONG = { status: 422, description: 'The body does not fit' } as const;
const common = { tag: 'Prompts', query: optionalTenantQuery } as const;
const byRole = { ...common, params: z.object({ role }) } as const;
const byVersion = { ...common, params: z.object({ role, version: versionNumber }) } as const;

export const listPromptsSpec = {
  ...common,
  method: 'get',
  path: '/v1/prompts',
  operationId: 'listPrompts',
  summary: 'What the shop tells each role of its agent',
  access: 'viewer',
  answers: [{ status: 200, description: 'Every role', schema: z.object({ prompts: z.array(promptHead) }) }, KEY],
} as const;

export const listPromptVersionsSpec = {
  ...byRole,
  method: 'get',
  path: '/v1/prompts/{role}/versions',
  operationId: 'listPromptVersions',
  summary: 'Versions of one role’s prompt, newest first',
  access: 'viewer',
  query: optionalTenantQuery.extend(pageQuery),
  answers: [
    {
      status: 200,
      description: 'Versions',
      schema: z.object({ versions: z.array(promptVersion), next_cursor: nextCursor }),
    },
    KEY,
    { status: 422, description: 'No such role, or no such cursor' },
  ],
} as const;

export const getPromptVersionSpec = {
  ...byVersion,
  method: 'get',
  path: '/v1/prompts/{role}/versions/{version}',
  operationId: 'getPromptVersion',
  summary: 'One version',
  access: 'viewer',
  answers: [{ status: 200, description: 'The version', schema: one }, KEY, MISSING],
} as const;

export const diffPromptSpec = {
  ...byRole,
  method: 'get',
  path: '/v1/prompts/{role}/diff',
  operationId: 'diffPromptVersions',
  summary: 'What changed from one version to another, line by line',
  access: 'viewer',
  query: optionalTenantQuery.extend({
    from: z.coerce.number().int().min(0).max(1_000_000).describe('0 = nothing.'),
    to: versionNumber,
  }),
  answers: [
    {
      status: 200,
      description: 'The lines of both',
      schema: z.object({
        from: z.int(),
        to: z.int(),
        lines: z.array(z.object({ change: z.enum(['same', 'added', 'removed']), text: z.string() })),
      }),
    },
    KEY,
    MISSING,
  ],
} as const;

export const createPromptSpec = {
  ...byRole,
  method: 'post',
  path: '/v1/prompts/{role}/versions',
  operationId: 'createPromptDraft',
  summary: 'Adds a draft; nothing changes for customers until it is published',
  access: 'admin',
  body: z.strictObject({
    text: z
      .string()
      .trim()
      .min(1)
      .max(LONGEST_PROMPT)
      .describe('Tone, ways of selling, what to ask. Our rules on facts, orders, tools and data stand above it.'),
    note: z.string().trim().max(500).default('').describe('Why, for colleagues.'),
  }),
  answers: [{ status: 201, description: 'The draft', schema: one }, KEY, ROLE, WRONG],
} as const;

export const publishPromptSpec = {
  ...byVersion,
  method: 'post',
  path: '/v1/prompts/{role}/versions/{version}/publish',
  operationId: 'publishPrompt',
  summary: 'Publishes a version: the next turn of every conversation uses it',
  access: 'admin',
  answers: [{ status: 200, description: 'The version', schema: one }, KEY, ROLE, MISSING],
} as const;

export const rollBackPromptSpec = {
  ...byRole,
  method: 'post',
  path: '/v1/prompts/{role}/rollback',
  operationId: 'rollBackPrompt',
  summary: 'Publishes again the newest earlier version that was published once',
  access: 'admin',
  answers: [
    { status: 200, description: 'The version that is published now', schema: one },
    KEY,
    ROLE,
    { status: 409, description: 'No earlier version was published' },
  ],
} as const;

export const withdrawPromptSpec = {
  ...byRole,
  method: 'delete',
  path: '/v1/prompts/{role}/published',
  operationId: 'withdrawPrompt',
  summary: 'Publishes nothing: the agent works by our own instructions alone',
  access: 'admin',
  answers: [
    { status: 204, description: 'Withdrawn' },
    KEY,
    ROLE,
    { status: 404, description: 'Nothing was published' },
  ],
} as const;

const preview = z.object({
  turn: z.int(),
  asked: z.array(z.string()).describe('What the customer had written.'),
  answered: z.string().nullable().describe('What they were answered then.'),
  reply: z.string().describe('Empty when the model would have called tools first.'),
  stage: z.string().nullable(),
  tool_calls: z
    .array(z.object({ name: z.string(), input: z.json() }))
    .describe('What it would have called; nothing was run.'),
  violations: z.array(z.string()).describe('Why the claim gate would have sent the words back; empty = it would not.'),
  usage: z.object({
    provider: z.string(),
    model: z.string(),
    input_tokens: z.int(),
    output_tokens: z.int(),
    cost_usd: z.number(),
  }),
});
export type PreviewView = z.infer<typeof preview>;

export const previewPromptSpec = {
  ...byVersion,
  params: z.object({ role: z.enum(['planner', 'knowledge', 'booking']), version: versionNumber }),
  method: 'post',
  path: '/v1/prompts/{role}/versions/{version}/preview',
  operationId: 'previewPrompt',
  summary: 'The reply that a version would give in a recorded conversation; nothing is sent, no tool is run',
  access: 'agent',
  body: z.strictObject({
    conversation_id: z.uuid(),
    turn: z.int().min(1).optional().describe('Left out = the newest turn in which the customer wrote.'),
  }),
  answers: [
    { status: 200, description: 'The reply', schema: z.object({ preview }) },
    KEY,
    ROLE,
    MISSING,
    WRONG,
    { status: 503, description: 'No model gave an answer' },
    { status: 504, description: 'No answer in time' },
  ],
} as const;
