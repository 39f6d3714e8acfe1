import type OpenAI from 'openai';

import type { ModelMessage, ModelRequest, ModelToolCall } from '#domain/ports.ts';

import { repairToolPairs } from '#adapters/models/shared/repair-tool-pairs.ts';
import { wireArguments } from '#adapters/models/shared/wire-arguments.ts';
import { wireCallId } from '#adapters/models/shared/wire-call-id.ts';
import { wireToolName } from '#adapters/models/shared/wire-tool-name.ts';

import type { OpenAiDialect } from './openai-dialect.ts';

type Params = OpenAI.Chat.ChatCompletionCreateParams;
type ParamMessage = OpenAI.Chat.ChatCompletionMessageParam;
type UserContent = OpenAI.Chat.ChatCompletionUserMessageParam['content'];
type ParamToolResult = OpenAI.Chat.ChatCompletionToolMessageParam & { name?: string };
type ParamToolCall = OpenAI.Chat.ChatCompletionMessageFunctionToolCall & { extra_content?: unknown };

/** Google's documented placeholder for calls whose signature the caller could not keep. */
const UNSIGNED = { google: { thought_signature: 'skip_thought_signature_validator' } };

/** The body of one chat completion, without the streaming switch. */
export function toOpenAiRequest(model: string, dialect: OpenAiDialect, request: ModelRequest): Omit<Params, 'stream'> {
  const messages = repairToolPairs(request.messages).map((message) => toMessage(model, dialect, message));
  return {
    model,
    messages: request.system === '' ? messages : [{ role: 'system', content: request.system }, ...messages],
    [dialect.tokenLimit]: request.maxTokens,
    ...(request.temperature !== undefined && { temperature: request.temperature }),
    ...toTools(request),
  };
}

/** Tools and choice together: providers refuse a choice without tools, and an empty list of tools. */
function toTools(request: ModelRequest): Pick<Params, 'tools' | 'tool_choice'> {
  if (request.tools.length === 0) return {};
  return {
    tools: request.tools.map(({ name, description, parameters }) => ({
      type: 'function',
      function: { name, description, parameters },
    })),
    tool_choice:
      typeof request.toolChoice === 'string'
        ? request.toolChoice
        : { type: 'function', function: { name: request.toolChoice.name } },
  };
}

function toMessage(model: string, dialect: OpenAiDialect, message: ModelMessage): ParamMessage {
  if (message.role === 'user') return { role: 'user', content: toContent(message) };
  if (message.role === 'assistant') {
    const calls = (message.toolCalls ?? []).map((call, index) => toToolCall(model, call, index));
    if (calls.length === 0) return { role: 'assistant', content: message.text };
    return { role: 'assistant', content: message.text === '' ? null : message.text, tool_calls: calls };
  }
  const content = message.isError ? `Tool failed: ${message.result}` : message.result;
  const result: ParamToolResult = { role: 'tool', tool_call_id: wireCallId(message.callId), content };
  if (dialect.namesToolResults) result.name = wireToolName(message.name);
  return result;
}

/** Plain text unless there is something to see: not every server takes parts. */
function toContent({ text, images = [] }: Extract<ModelMessage, { role: 'user' }>): UserContent {
  if (images.length === 0) return text;
  const pictures = images.map(({ contentType, base64 }) => ({
    type: 'image_url' as const,
    image_url: { url: `data:${contentType};base64,${base64}` },
  }));
  return [{ type: 'text', text }, ...pictures];
}

function toToolCall(model: string, call: ModelToolCall, index: number): ParamToolCall {
  const param: ParamToolCall = {
    id: wireCallId(call.id),
    type: 'function',
    function: { name: wireToolName(call.name), arguments: JSON.stringify(wireArguments(call)) },
  };
  // Gemini 3 and later answer 400 when the first call of a message comes back without a signature.
  return index === 0 && /^(models\/)?gemini-([3-9]|\d\d)/.test(model) ? { ...param, extra_content: UNSIGNED } : param;
}
