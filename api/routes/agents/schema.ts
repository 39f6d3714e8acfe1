import { z } from 'zod';
import { AGENT_ROLES } from '#domain/agent/agent-role.ts';
import { ifMatchHeader } from '#api/http/etag.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const PROVIDERS = ['offline', 'openai', 'anthropic', 'google', 'xai', 'groq'] as const;

const role = z.enum(AGENT_ROLES);
const modelRef = z.strictObject({ provider: z.enum(PROVIDERS), model: z.string().trim().min(1).max(200) });
const shownRef = z.object({ provider: z.string(), model: z.string() });
const temperature = z
  .number()
  .min(0)
  .max(2)
  .nullable()
  .describe(
    'How freely it writes; null = the provider’s own measure. Anthropic’s take none and ignore it; some others refuse it.',
  );

const agent = z.object({
  role,
  models: z.array(shownRef).describe('Tried in order.'),
  temperature: z.number().nullable(),
  source: z
    .enum(['role', 'planner', 'shop', 'platform'])
    .describe(
      'Where the models come from: set for this role, for the planner, in the shop’s profile, or by the platform.',
    ),
  version: z.int().describe('Also its ETag; 0 = not set for this role.'),
  by: z.string().nullable(),
  updated_at: z.iso.datetime().nullable(),
});
export type AgentView = z.infer<typeof agent>;

const one = z.object({ agent });
const KEY = { status: 401, description: 'No valid key' } as const;
const ROLE = { status: 403, description: 'The role does not allow it' } as const;
const STALE = { status: 412, description: 'It has changed since it was read; nothing was changed' } as const;
const WRONG = { status: 422, description: 'The body does not fit' } as const;
const common = { tag: 'Models', query: optionalTenantQuery } as const;
const byRole = { ...common, path: '/v1/agents/{role}', params: z.object({ role }) } as const;

export const listAgentsSpec = {
  ...common,
  method: 'get',
  path: '/v1/agents',
  operationId: 'listAgents',
  summary: 'Which models do the work of each role',
  access: 'viewer',
  answers: [{ status: 200, description: 'Every role', schema: z.object({ agents: z.array(agent) }) }, KEY],
} as const;

export const getAgentSpec = {
  ...byRole,
  method: 'get',
  operationId: 'getAgent',
  summary: 'Which models do the work of one role',
  access: 'viewer',
  answers: [{ status: 200, description: 'The role', schema: one }, KEY],
} as const;

export const setAgentSpec = {
  ...byRole,
  method: 'put',
  operationId: 'setAgent',
  summary: 'Sets model, fallbacks and temperature of one role; the next turn uses them',
  access: 'admin',
  headers: ifMatchHeader,
  body: z.strictObject({
    provider: z.enum(PROVIDERS),
    model: z.string().trim().min(1).max(200),
    fallbacks: z.array(modelRef).max(4).default([]).describe('Tried in order when the model fails.'),
    temperature: temperature.default(null),
  }),
  answers: [{ status: 200, description: 'The role', schema: one }, KEY, ROLE, STALE, WRONG],
} as const;

export const resetAgentSpec = {
  ...byRole,
  method: 'delete',
  operationId: 'resetAgent',
  summary: 'Back to the models of the shop',
  access: 'admin',
  headers: ifMatchHeader,
  answers: [
    { status: 204, description: 'Not set any more' },
    KEY,
    ROLE,
    { status: 404, description: 'It was not set' },
    STALE,
  ],
} as const;

const result = z.object({
  ok: z.boolean(),
  provider: z.string(),
  model: z.string(),
  reply: z.string().optional(),
  error: z.string().optional().describe('Name of the failure, e.g. ModelAuthError.'),
  message: z.string().optional().describe('What the provider answered: status and code.'),
  took_ms: z.int(),
  usage: z.object({ input_tokens: z.int(), output_tokens: z.int(), cost_usd: z.number() }).optional(),
});
export type TrialView = z.infer<typeof result>;

export const testAgentSpec = {
  ...byRole,
  method: 'post',
  path: '/v1/agents/{role}/test',
  operationId: 'testAgent',
  summary: 'One real call to a model; says honestly how it went',
  access: 'admin',
  body: z
    .strictObject({
      provider: z.enum(PROVIDERS).optional(),
      model: z.string().trim().min(1).max(200).optional(),
      temperature: temperature.optional(),
    })
    .refine(
      ({ provider, model }) => (provider === undefined) === (model === undefined),
      'expected provider and model, or neither',
    )
    .describe('The model to try; left out = the first of the role, with its temperature.'),
  answers: [
    { status: 200, description: 'How it went, also when the model failed', schema: z.object({ result }) },
    KEY,
    ROLE,
    WRONG,
    { status: 503, description: 'No worker' },
    { status: 504, description: 'No answer in time' },
  ],
} as const;

export const llmOptionsSpec = {
  ...common,
  method: 'get',
  path: '/v1/admin/llm/options',
  operationId: 'llmOptions',
  summary: 'Providers and models to choose from, and what is used where nothing is chosen',
  access: 'viewer',
  answers: [
    {
      status: 200,
      description: 'Options',
      schema: z.object({
        roles: z.array(role),
        default: z.array(shownRef).describe('Tried in order for shops that choose none.'),
        providers: z.array(
          z.object({
            name: z.string(),
            configured: z.boolean().describe('Has a key where this API runs.'),
            models: z.array(z.string()).describe('Those whose prices are known; others may be named as well.'),
          }),
        ),
      }),
    },
    KEY,
  ],
} as const;
