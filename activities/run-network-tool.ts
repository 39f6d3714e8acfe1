import { prepareTool } from '#agent/tools/registry.ts';
import type { Settle } from '#agent/tools/network-tool.ts';
import { openCall } from '#activities/privacy/sealed-call.ts';
import type { ActivityDeps } from './deps.ts';
import { calledBy, outcomeOf } from './run-tool.ts';
import type { ToolInput, ToolOutcome } from './run-tool.ts';
import { withHeartbeat } from './with-heartbeat.ts';

/**
 * One call of a tool that goes over the network: written down, done, settled with its receipt. It may die between any
 * two of these and run again; the keys behind each keep it one call.
 * @throws what the tool's ports throw; Temporal retries
 */
export function createNetworkToolActivity(deps: ActivityDeps) {
  return async function networkTool({ turn, contactId, step, call: asked }: ToolInput): Promise<ToolOutcome> {
    const call = await openCall(deps.vault, turn, asked);
    const ref = { ...turn, contactId, step, callId: call.callId, tool: call.tool, input: call.input };
    const prepared = await deps.store.prepared(ref, async (desk, tenant, callKey) =>
      prepareTool(calledBy(call), { desk, tenant, contactId, callKey, now: deps.clock() }),
    );
    if ('result' in prepared) return outcomeOf(prepared.result);
    deps.faults.hit('tool.prepared');
    const settle = await perform(deps, prepared.value);
    deps.faults.hit('tool.performed');
    const result = await deps.store.receipted(ref, (desk, tenant, callKey) =>
      settle({ desk, tenant, contactId, callKey, now: deps.clock() }),
    );
    deps.faults.hit('tool.done');
    return outcomeOf(result);
  };
}

async function perform(deps: ActivityDeps, prepared: Awaited<ReturnType<typeof prepareTool>>): Promise<Settle> {
  if ('refusal' in prepared) return async () => prepared.refusal;
  return withHeartbeat(() => prepared.perform(deps.tools));
}
