import type { LanguageModel, ModelCallOptions, ModelReply, ModelRequest } from '#domain/ports.ts';
import { indexCatalogue, type CatalogueIndex } from './catalogue/index-catalogue.ts';
import { readContext } from './context.ts';
import { summaryOf } from './memory/summary.ts';
import { profileOf } from './memory/profile.ts';
import { readPrompt, type Prompt } from './prompt.ts';
import { planQuestion } from './report/plan-question.ts';
import { scheduled } from './schedule-arguments.ts';
import type { Act } from './talk/act.ts';
import { decide } from './talk/decide.ts';

interface Prepared {
  readonly prompt: Prompt;
  readonly index: CatalogueIndex;
}

/** Prompts prepared lately; most calls of a conversation share theirs with the call before. */
const PREPARED_AT_MOST = 32;
const CHARACTERS_PER_TOKEN = 4;

/**
 * The embedded default model: deterministic dialogue rules for English, Hebrew and Indonesian behind the same
 * port as a provider's model. It sees the request only. Usage is an estimate: characters / 4, rounded up.
 * Throws nothing but the signal's reason.
 */
export function createOfflineModel(): LanguageModel {
  const prepared = new Map<string, Prepared>();
  return {
    provider: 'offline',
    model: 'offline-1',
    async complete(request, options) {
      options.signal.throwIfAborted();
      const reply = await Promise.resolve(replyTo(request, prepare(request.system, prepared)));
      stream(reply.text, options);
      return reply;
    },
  };
}

function prepare(system: string, prepared: Map<string, Prepared>): Prepared {
  const known = prepared.get(system);
  if (known !== undefined) return known;
  const prompt = readPrompt(system);
  const sameShop = [...prepared.values()].find((entry) => sameCatalogue(entry.prompt, prompt));
  const fresh = { prompt, index: sameShop?.index ?? indexCatalogue(prompt.catalogue) };
  const oldest = prepared.keys().next().value;
  if (prepared.size >= PREPARED_AT_MOST && oldest !== undefined) prepared.delete(oldest);
  prepared.set(system, fresh);
  return fresh;
}

function sameCatalogue(left: Prompt, right: Prompt): boolean {
  return (
    left.catalogue.length === right.catalogue.length &&
    JSON.stringify(left.catalogue) === JSON.stringify(right.catalogue)
  );
}

function replyTo(request: ModelRequest, { prompt, index }: Prepared): ModelReply {
  const forced = typeof request.toolChoice === 'object' ? request.toolChoice.name : null;
  if (forced === 'save_summary')
    return asReply(request, {
      kind: 'call',
      name: forced,
      arguments: { summary: summaryOf(request.messages, prompt) },
    });
  if (forced === 'save_profile')
    return asReply(request, { kind: 'call', name: forced, arguments: profileOf(request.messages) });
  if (prompt.job === 'question') return asReply(request, planQuestion(request));
  const context = readContext(request, prompt, index);
  const act = decide(context);
  return asReply(request, act.kind === 'call' ? { ...act, arguments: scheduled(act, request.tools, context) } : act);
}

function asReply(request: ModelRequest, act: Act): ModelReply {
  const inputTokens =
    tokens(request.system) +
    request.messages.reduce((sum, message) => sum + tokens(message.role === 'tool' ? message.result : message.text), 0);
  if (act.kind === 'call') {
    const id = `call_${request.messages.length}_${act.name}`;
    return {
      text: '',
      toolCalls: [{ id, name: act.name, arguments: act.arguments }],
      usage: { inputTokens, outputTokens: tokens(JSON.stringify(act.arguments)) },
      finish: 'tools',
    };
  }
  const full = `${act.text}\n<stage>${act.stage}</stage>`;
  const text = full.slice(0, Math.max(0, request.maxTokens * CHARACTERS_PER_TOKEN));
  return {
    text,
    toolCalls: [],
    usage: { inputTokens, outputTokens: tokens(text) },
    finish: text.length < full.length ? 'length' : 'stop',
  };
}

/** Word by word, as a provider would stream it. */
function stream(text: string, options: ModelCallOptions): void {
  if (options.onDelta === undefined) return;
  for (const chunk of text.match(/\s*\S+\s*$|\s*\S+/gu) ?? []) {
    options.signal.throwIfAborted();
    options.onDelta(chunk);
  }
}

function tokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
