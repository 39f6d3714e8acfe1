import { ModelMalformedReply } from '#domain/errors.ts';
import type { ModelReply, ModelRequest, ModelToolCall } from '#domain/ports.ts';

import { estimateInputTokens, estimateTokens } from './estimate-usage.ts';
import { checkCallCount, checkReplySize } from './reply-limits.ts';
import { uniqueToolCalls } from './unique-tool-calls.ts';
import { wireCallId } from './wire-call-id.ts';

/** A provider's answer once it is whole, before limits and repairs; token counts are as reported, unchecked. */
export interface WireReply {
  readonly text: string;
  readonly toolCalls: readonly ModelToolCall[];
  readonly finish: ModelReply['finish'];
  readonly inputTokens: unknown;
  readonly outputTokens: unknown;
}

/**
 * The port's reply of a whole answer: limits checked, tool-call ids unique, usage always finite.
 * A refused answer gives no tool calls. One that the token limit cut in the middle of its calls is none at all: the
 * last call may be half of what was meant, and the words before it announce what then never happens.
 * @throws ModelMalformedReply when it is too long, has too many tool calls, or was cut while calling tools
 */
export function finishReply(label: string, request: ModelRequest, wire: WireReply): ModelReply {
  if (wire.finish === 'length' && wire.toolCalls.length > 0) {
    throw new ModelMalformedReply(`${label}: the token limit (${request.maxTokens}) cut the answer in its tool calls`);
  }
  const calls = wire.finish === 'refusal' ? [] : wire.toolCalls;
  checkCallCount(label, calls.length);
  const argumentsText = wire.toolCalls
    .map((call) => call.rawArguments ?? JSON.stringify(call.arguments) ?? '')
    .join('');
  checkReplySize(label, wire.text.length + argumentsText.length);
  return {
    text: wire.text,
    // Longer or odder ids would be kept and sent back in another form, and a call would not find its result.
    toolCalls: uniqueToolCalls(calls.map((call) => ({ ...call, id: wireCallId(call.id) }))),
    finish: wire.finish,
    usage: {
      inputTokens: tokenCount(wire.inputTokens) ?? estimateInputTokens(request),
      outputTokens: tokenCount(wire.outputTokens) ?? estimateTokens(wire.text + argumentsText),
    },
  };
}

function tokenCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
