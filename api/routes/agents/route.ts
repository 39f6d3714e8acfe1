import type { Response } from 'express';
import type { AgentConfig } from '#domain/agent/agent-config.ts';
import { AGENT_ROLES } from '#domain/agent/agent-role.ts';
import type { AgentRole } from '#domain/agent/agent-role.ts';
import type { ModelTrialResult } from '#domain/agent/model-trial.ts';
import type { ModelRef } from '#domain/tenant/profile.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { tagAnswer, versionsSeen } from '#api/http/etag.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { staffOf } from '#api/http/staff-of.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { getAgentSpec, listAgentsSpec, llmOptionsSpec, resetAgentSpec, setAgentSpec, testAgentSpec } from './schema.ts';
import type { AgentView, TrialView } from './schema.ts';

type TenantOf = (query: { readonly tenant?: string | undefined }, response: Response) => Promise<string>;

/** Which models do the work of a shop's agent, role by role. */
export function agentEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { agents } = deps;
  const tenantOf: TenantOf = async (query, response) =>
    (await tenantFor(deps.records, callerOf(response), query.tenant)).id;
  const agentsOf = async (tenantId: string): Promise<readonly AgentView[]> => {
    const [configs, shop] = await Promise.all([agents.configs.list(tenantId), agents.shopModels(tenantId)]);
    return AGENT_ROLES.map((role) => effective(role, configs, shop, agents.llm.defaults));
  };
  const agentOf = async (tenantId: string, role: AgentRole): Promise<AgentView> => {
    const found = (await agentsOf(tenantId)).find((agent) => agent.role === role);
    if (found === undefined) throw new Error(`the role ${role} has no models`);
    return found;
  };
  return [
    defineEndpoint(listAgentsSpec, async ({ query, response }) => {
      response.json({ agents: await agentsOf(await tenantOf(query, response)) });
    }),
    defineEndpoint(getAgentSpec, async ({ query, params, response }) => {
      const agent = await agentOf(await tenantOf(query, response), params.role);
      tagAnswer(response, agent.version);
      response.json({ agent });
    }),
    defineEndpoint(setAgentSpec, async ({ query, params, body, request, response }) => {
      const { provider, model, fallbacks, temperature } = body;
      const by = staffOf(callerOf(response)).name;
      const setting = { models: [{ provider, model }, ...fallbacks], temperature, by };
      const tenantId = await tenantOf(query, response);
      await agents.configs.set(tenantId, params.role, setting, versionsSeen(request.get('if-match')));
      const agent = await agentOf(tenantId, params.role);
      tagAnswer(response, agent.version);
      response.json({ agent });
    }),
    defineEndpoint(resetAgentSpec, async ({ query, params, request, response }) => {
      const seen = versionsSeen(request.get('if-match'));
      await agents.configs.remove(await tenantOf(query, response), params.role, seen);
      response.status(204).end();
    }),
    defineEndpoint(testAgentSpec, async ({ query, params, body, response }) => {
      const tenantId = await tenantOf(query, response);
      const agent = await agentOf(tenantId, params.role);
      const { provider, model } = body;
      const ref: ModelRef | undefined =
        provider === undefined || model === undefined ? agent.models[0] : { provider, model };
      if (ref === undefined) throw new HttpProblem(503, 'NotConfigured', 'No model is configured for this role.');
      const temperature = body.temperature ?? (model === undefined ? agent.temperature : null);
      const result = await agents.lab.tryModel({ tenantId, ref, temperature });
      response.json({ result: present(ref, result) });
    }),
    defineEndpoint(llmOptionsSpec, async ({ query, response }) => {
      await tenantOf(query, response);
      const { defaults, providers } = agents.llm;
      response.json({ roles: AGENT_ROLES, default: defaults, providers });
    }),
  ];
}

/** What a role works with in the end, and why. */
function effective(
  role: AgentRole,
  configs: readonly AgentConfig[],
  shop: readonly ModelRef[],
  defaults: readonly ModelRef[],
): AgentView {
  const own = configs.find((config) => config.role === role);
  const planner =
    role === 'knowledge' || role === 'booking' ? configs.find((one) => one.role === 'planner') : undefined;
  const set = own ?? planner;
  const source = own ? 'role' : planner ? 'planner' : shop.length > 0 ? 'shop' : 'platform';
  const models = set?.models ?? (shop.length > 0 ? shop : defaults);
  return {
    role,
    models: models.map(({ provider, model }) => ({ provider, model })),
    temperature: set?.temperature ?? null,
    source,
    version: own?.version ?? 0,
    by: own?.by ?? null,
    updated_at: own?.updatedAt ?? null,
  };
}

function present({ provider, model }: ModelRef, result: ModelTrialResult): TrialView {
  if (!result.ok) {
    const { error, message, tookMs } = result;
    return { ok: false, provider, model, error, message, took_ms: tookMs };
  }
  const { reply, tookMs, inputTokens, outputTokens, costNanoUsd } = result;
  const usage = { input_tokens: inputTokens, output_tokens: outputTokens, cost_usd: costNanoUsd / 1e9 };
  return { ok: true, provider, model, reply, took_ms: tookMs, usage };
}
