import { checkClaims } from '#agent/claim-gate/check-claims.ts';
import { buildReplyRequest } from '#agent/prompt/build-request.ts';
import { optOutReply } from '#agent/reply/opt-out-reply.ts';
import { parseReply } from '#agent/reply/parse-reply.ts';
import { DATABASE_TOOLS, NETWORK_TOOLS, REFUSE_TOOL } from '#agent/tools/registry.ts';
import { decideStage } from '#domain/conversation/decide-stage.ts';
import { replyRole } from '#domain/agent/reply-role.ts';
import { ModelMalformedReply } from '#domain/errors.ts';
import type { LanguageModel, ModelReply, ModelToolCall } from '#domain/ports.ts';
import type { DraftContext } from '#domain/store.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import type { Json } from '#domain/turn/receipt.ts';
import type { TurnStep, UsageRecord } from '#domain/turn/step.ts';
import { sealCall } from '#activities/privacy/sealed-call.ts';
import { chooseModel } from './choose-model.ts';
import { callSeeing } from './media/call-seeing.ts';
import { loadPictures, NO_PICTURES } from './media/load-pictures.ts';
import type { ActivityDeps } from './deps.ts';
import { createShowTyping } from './show-typing.ts';
import { usageRecord } from './usage-record.ts';

/** Longest reply asked of a model, tokens. */
export const MAX_REPLY_TOKENS = 1_024;
/** Tool calls of one model answer that are run; the rest is dropped before anything ran. */
const MAX_CALLS = 8;
/** Arguments of one call, characters of JSON; larger ones are refused as malformed. */
const MAX_ARGUMENTS = 16_384;

export interface DraftInput {
  readonly turn: TurnRef;
  /** Counts model calls of the turn from 1. */
  readonly step: number;
  readonly round: number;
  /** Which model of the fallback list, from 0. */
  readonly modelIndex: number;
  readonly stream: boolean;
}

/** One tool call for the workflow to run as the activity of that name. */
export interface PlannedCall {
  readonly activity: string;
  readonly tool: string;
  readonly callId: string;
  readonly input: Json;
  readonly raw?: string;
  /** `input` and `raw`, sealed for the conversation's vault; `input` is null then. */
  readonly sealed?: string;
  /** True when the tool goes over the network: it then runs as an activity of the `tools` queue. */
  readonly network?: true;
}

export interface DraftResult {
  readonly kind: TurnStep['kind'];
  readonly calls: readonly PlannedCall[];
  /** The stage after this reply; null when the step sends nothing. */
  readonly stage: TurnStep['stage'];
  /** `offline-1 812 tok`, for operations staff. */
  readonly summary: string;
}

/**
 * One model call of a turn: prompt from the record, answer checked by the claim gate, step and cost kept.
 * A step that is already kept is answered from the record, so that a retry never pays twice.
 * @throws Model… errors (see `#domain/errors.ts`), NoModelLeft when the fallback list is used up.
 */
export function createDraftReply(deps: ActivityDeps) {
  const showTyping = createShowTyping(deps);
  return async function draftReply(input: DraftInput): Promise<DraftResult> {
    const context = await deps.store.loadDraft(input.turn);
    deps.faults.hit('draft.loaded');
    const known = context.steps.find((step) => step.step === input.step);
    if (known) return toResult(deps, input.turn, known, 'from the record');
    if (context.confirmsOptOut === true) return obey(deps, input, context);
    showTyping(input.turn, context);
    const { model, measure } = chooseModel(deps, context.tenant, replyRole(context.steps), input.modelIndex);
    const request = buildReplyRequest(context, deps.clock(), {
      maxTokens: MAX_REPLY_TOKENS,
      payments: deps.tools.payments !== undefined,
      pictures: model.sees === true ? await loadPictures(deps.media.files, context) : NO_PICTURES,
    });
    const reply = await callSeeing(
      model,
      { ...request, ...measure },
      { timeoutMs: deps.modelTimeoutMs, stream: input.stream },
    );
    deps.faults.hit('draft.answered');
    const usage = usageOf(context, model, reply);
    let step: TurnStep;
    try {
      step = toStep(reply, context, input);
    } catch (error) {
      // It is of no use, and was paid for all the same.
      await deps.store.saveWaste({ ...input.turn, step: input.step, usage });
      throw error;
    }
    const saved = await deps.store.saveStep({ ...input.turn, step, usage });
    deps.faults.hit('draft.saved');
    return toResult(
      deps,
      input.turn,
      saved,
      `${model.model} ${reply.usage.inputTokens + reply.usage.outputTokens} tok`,
    );
  };
}

/** The one message of somebody who asked for no more: no model has a say in it. */
async function obey(deps: ActivityDeps, input: DraftInput, context: DraftContext): Promise<DraftResult> {
  const { turn, step, round } = input;
  const said = { step, round, kind: 'reply', toolCalls: [], violations: [], stage: context.stage } as const;
  const saved = await deps.store.saveStep({ ...turn, step: { ...said, text: optOutReply(context) }, usage: null });
  return toResult(deps, turn, saved, 'opted out');
}

function usageOf({ tenant }: DraftContext, model: LanguageModel, reply: ModelReply): UsageRecord {
  const promptVersion = tenant.prompts?.planner?.version;
  return { ...usageRecord('reply', model, reply), ...(promptVersion !== undefined && { promptVersion }) };
}

/** What one answer of the model comes to, on the record that it was given. */
export function toStep(
  reply: ModelReply,
  context: DraftContext,
  input: Pick<DraftInput, 'turn' | 'step' | 'round'>,
): TurnStep {
  const base = { step: input.step, round: input.round };
  // A cut answer may hold half of its tool calls: none of them is run.
  if (reply.toolCalls.length > 0 && reply.finish !== 'length') {
    const toolCalls = uniqueCalls(reply.toolCalls).slice(0, MAX_CALLS);
    return { ...base, kind: 'tools', text: parseReply(reply.text).text, toolCalls, violations: [], stage: null };
  }
  const proposal = parseReply(reply.text);
  if (proposal.text === '') {
    throw new ModelMalformedReply(`the model's answer has neither words nor tool calls (finish: ${reply.finish})`);
  }
  const turnReceipts = context.receipts.filter((receipt) => receipt.turn === input.turn.turn);
  const violations = checkClaims({ text: proposal.text, context, turnReceipts });
  if (violations.length > 0) {
    const reasons = violations.map((violation) => violation.reason);
    return { ...base, kind: 'violation', text: proposal.text, toolCalls: [], violations: reasons, stage: null };
  }
  const stage = decideStage({
    current: context.stage,
    ...(proposal.stage && { proposed: proposal.stage }),
    effects: turnReceipts.flatMap((receipt) => (receipt.result.effect ? [receipt.result.effect.kind] : [])),
    hasOrder: context.orders.some((order) => order.status !== 'cancelled'),
    promoShown: context.promoShown,
    promoAvailable: context.tenant.promotions.length > 0,
    testimonyAvailable: context.tenant.testimonies.length > 0,
    customerMessages:
      context.history.filter((message) => message.author === 'customer').length + context.turnMessages.length,
  });
  return { ...base, kind: 'reply', text: proposal.text, toolCalls: [], violations: [], stage };
}

/** The same call id twice in one answer is one call. */
function uniqueCalls(calls: readonly ModelToolCall[]): ModelToolCall[] {
  return [...new Map(calls.map((call) => [call.id, call])).values()];
}

async function toResult(
  { vault }: Pick<ActivityDeps, 'vault'>,
  turn: TurnRef,
  step: TurnStep,
  summary: string,
): Promise<DraftResult> {
  const calls = await Promise.all(step.toolCalls.map((call) => sealCall(vault, turn, planCall(call))));
  return { kind: step.kind, calls, stage: step.stage, summary };
}

function planCall(call: ModelToolCall): PlannedCall {
  const json = call.arguments === undefined ? undefined : JSON.stringify(call.arguments);
  const network = NETWORK_TOOLS.includes(call.name);
  const activity = network || DATABASE_TOOLS.includes(call.name) ? call.name : REFUSE_TOOL;
  const base = { activity, tool: call.name.slice(0, 64), callId: call.id, ...(network && { network }) };
  if (json === undefined || json.length > MAX_ARGUMENTS) {
    return { ...base, input: null, raw: (call.rawArguments ?? json ?? '').slice(0, 200) };
  }
  return { ...base, input: call.arguments as Json };
}
