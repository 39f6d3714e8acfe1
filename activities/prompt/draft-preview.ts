import { buildReplyRequest } from '#agent/prompt/build-request.ts';
import { parseReply } from '#agent/reply/parse-reply.ts';
import { replyRole } from '#domain/agent/reply-role.ts';
import type { PreviewWish, PromptPreview, SealedPreview } from '#domain/prompt/prompt-preview.ts';
import type { LanguageModel, ModelReply } from '#domain/ports.ts';
import type { DraftContext } from '#domain/store.ts';
import type { Json } from '#domain/turn/receipt.ts';
import { chooseModel } from '#activities/choose-model.ts';
import type { ActivityDeps } from '#activities/deps.ts';
import { MAX_REPLY_TOKENS, toStep } from '#activities/draft-reply.ts';
import { callSeeing } from '#activities/media/call-seeing.ts';
import { loadPictures, NO_PICTURES } from '#activities/media/load-pictures.ts';
import { usageRecord } from '#activities/usage-record.ts';

/**
 * Words of a version of the shop's prompt on a recorded turn, from the record as a draft sees it. Tools that ran then are
 * shown with their results; what else the model asks for is told, not run. Nothing is sent or kept but what the call cost.
 * @throws NotFound, Model… errors, NoModelLeft
 */
export function createDraftPreview(deps: ActivityDeps) {
  return async function draftPreview(wish: PreviewWish): Promise<SealedPreview> {
    const { place, text } = await deps.prompts.previewed(wish);
    const recorded = await deps.store.loadDraft(place);
    const context = tried(recorded, wish, text);
    const { model, measure } = chooseModel(deps, context.tenant, replyRole(context.steps), 0);
    const request = buildReplyRequest(context, deps.clock(), {
      maxTokens: MAX_REPLY_TOKENS,
      payments: deps.tools.payments !== undefined,
      pictures: model.sees === true ? await loadPictures(deps.media.files, context) : NO_PICTURES,
    });
    const options = { timeoutMs: deps.modelTimeoutMs, stream: false };
    const reply = await callSeeing(model, { ...request, ...measure }, options);
    const usage = { ...usageRecord('preview', model, reply), promptVersion: wish.version };
    await deps.prompts.saveUsage(wish.tenantId, usage);
    const { provider, inputTokens, outputTokens, costNanoUsd } = usage;
    const preview: PromptPreview = {
      turn: place.turn,
      asked: recorded.turnMessages.map((message) => message.text),
      answered: recorded.steps.findLast((step) => step.kind === 'reply')?.text ?? null,
      ...outcomeOf(reply, context, model, place),
      usage: { provider, model: model.model, inputTokens, outputTokens, costNanoUsd },
    };
    const { workflowId } = place;
    return { workflowId, sealed: await deps.vault.seal(place, toJson(preview)) };
  };
}

function toJson(preview: PromptPreview): Json {
  return JSON.parse(JSON.stringify(preview)) as Json;
}

/** The record with the words that are tried, as it stood when the turn's last words were due. */
function tried(context: DraftContext, { role, version }: PreviewWish, text: string): DraftContext {
  const prompts = { ...context.tenant.prompts, [role]: { version, text } };
  return {
    ...context,
    tenant: { ...context.tenant, prompts },
    steps: context.steps.filter(({ kind }) => kind === 'tools'),
  };
}

function outcomeOf(
  reply: ModelReply,
  context: DraftContext,
  model: LanguageModel,
  turn: Parameters<typeof toStep>[2]['turn'],
): Pick<PromptPreview, 'reply' | 'stage' | 'toolCalls' | 'violations'> {
  if (reply.toolCalls.length === 0 && parseReply(reply.text).text === '') {
    return { reply: '', stage: null, toolCalls: [], violations: [`${model.model} gave neither words nor a tool call`] };
  }
  const step = toStep(reply, context, { turn, step: context.steps.length + 1, round: 0 });
  return {
    reply: step.text,
    stage: step.stage,
    toolCalls: step.toolCalls.map((call) => ({ name: call.name, input: (call.arguments ?? null) as Json })),
    violations: step.violations,
  };
}
