import { DomainError } from '#domain/errors.ts';
import type { ModelTrial, ModelTrialResult } from '#domain/agent/model-trial.ts';
import type { ModelRequest } from '#domain/ports.ts';
import { callModel } from '#activities/call-model.ts';
import type { ActivityDeps } from '#activities/deps.ts';
import { usageRecord } from '#activities/usage-record.ts';

const REQUEST: ModelRequest = {
  system: 'This is a test of the connection. Answer with one short friendly sentence in English.',
  messages: [{ role: 'user', text: 'Hello! Are you there?' }],
  tools: [],
  toolChoice: 'none',
  // Room for models that think before they speak.
  maxTokens: 500,
};
const LONGEST = 500;

/** One real call. What the model's provider says against it is the answer; only a cancelled call throws. */
export function createAskModel(deps: ActivityDeps) {
  return async function askModel({ tenantId, ref, temperature }: ModelTrial): Promise<ModelTrialResult> {
    const startedAt = performance.now();
    const took = () => Math.round(performance.now() - startedAt);
    try {
      const model = deps.models.get(ref);
      const request = { ...REQUEST, ...(temperature !== null && { temperature }) };
      const reply = await callModel(model, request, { timeoutMs: deps.modelTimeoutMs, stream: false });
      const usage = usageRecord('test', model, reply);
      await deps.prompts.saveUsage(tenantId, usage);
      const { inputTokens, outputTokens, costNanoUsd } = usage;
      const words = reply.text.slice(0, LONGEST).toWellFormed();
      return { ok: true, reply: words, tookMs: took(), inputTokens, outputTokens, costNanoUsd };
    } catch (error) {
      if (!(error instanceof DomainError) || error.type === 'StoreUnavailable') throw error;
      return { ok: false, error: error.type, message: error.message, tookMs: took() };
    }
  };
}
