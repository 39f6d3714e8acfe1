import { runTool } from '#agent/tools/registry.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import type { Deadline, EffectKind, ToolResult } from '#domain/turn/receipt.ts';
import { openCall } from '#activities/privacy/sealed-call.ts';
import type { ActivityDeps } from './deps.ts';
import type { PlannedCall } from './draft-reply.ts';

export interface ToolInput {
  readonly turn: TurnRef;
  readonly contactId: string;
  readonly step: number;
  readonly call: PlannedCall;
}

export interface ToolOutcome {
  readonly ok: boolean;
  readonly effect: EffectKind | null;
  /** Whose clock is to be started. */
  readonly watch?: Deadline;
}

/**
 * One tool call with its receipt in the same transaction; a call that already has one runs no second time.
 * Errors of the model (unknown tool, bad arguments) are answers, not failures.
 */
export function createToolActivity(deps: ActivityDeps) {
  return async function tool(input: ToolInput): Promise<ToolOutcome> {
    const { turn, contactId, step } = input;
    const call = await openCall(deps.vault, turn, input.call);
    const result = await deps.store.receipted(
      { ...turn, contactId, step, callId: call.callId, tool: call.tool, input: call.input, oncePerTurn: true },
      async (desk, tenant, callKey) => {
        const context = { desk, tenant, contactId, callKey, now: deps.clock() };
        const ran = await runTool(calledBy(call), context);
        deps.faults.hit('tool.running');
        return ran;
      },
    );
    deps.faults.hit('tool.done');
    return outcomeOf(result);
  };
}

export function calledBy({ tool, input, raw }: PlannedCall) {
  return { name: tool, input, ...(raw !== undefined && { raw }) };
}

export function outcomeOf({ ok, effect }: ToolResult): ToolOutcome {
  return { ok, effect: effect?.kind ?? null, ...(effect?.watch && { watch: effect.watch }) };
}
