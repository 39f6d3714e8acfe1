import type Anthropic from '@anthropic-ai/sdk';

import type { ModelRequest } from '#domain/ports.ts';

import { toAnthropicMessages } from './to-anthropic-messages.ts';

type Params = Anthropic.MessageCreateParams;

/** Prefixes under about 1,024 tokens are never cached by Anthropic, so that shorter prompts are sent plainly. */
const CACHEABLE_BYTES = 4_096;

/** The body of one message request, without the streaming switch. Its API takes no temperature. */
export function toAnthropicRequest(model: string, request: ModelRequest): Omit<Params, 'stream'> {
  return {
    model,
    max_tokens: request.maxTokens,
    messages: toAnthropicMessages(request.messages),
    ...toSystem(request),
    ...toTools(request),
  };
}

/** The cache mark on the system prompt covers the tools too: Anthropic orders tools, system, messages. */
function toSystem(request: ModelRequest): Pick<Params, 'system'> {
  if (request.system.trim() === '') return {};
  const prefix = request.system + JSON.stringify(request.tools);
  if (Buffer.byteLength(prefix) < CACHEABLE_BYTES) return { system: request.system };
  return { system: [{ type: 'text', text: request.system, cache_control: { type: 'ephemeral' } }] };
}

function toTools(request: ModelRequest): Pick<Params, 'tools' | 'tool_choice'> {
  const { tools, toolChoice } = request;
  if (tools.length === 0) return toolsOfHistory(request);
  return {
    tools: tools.map(({ name, description, parameters }) => ({
      name,
      description,
      input_schema: { ...parameters, type: 'object' },
    })),
    tool_choice: typeof toolChoice === 'string' ? { type: toolChoice } : { type: 'tool', name: toolChoice.name },
  };
}

/** Earlier tool calls may only be shown together with a definition of their tools, even when none may be called. */
function toolsOfHistory(request: ModelRequest): Pick<Params, 'tools' | 'tool_choice'> {
  const names = new Set(
    request.messages.flatMap((message) =>
      message.role === 'assistant' ? (message.toolCalls ?? []).map((call) => call.name) : [],
    ),
  );
  if (names.size === 0) return {};
  return {
    tools: [...names].map((name) => ({ name, input_schema: { type: 'object' } })),
    tool_choice: { type: 'none' },
  };
}
