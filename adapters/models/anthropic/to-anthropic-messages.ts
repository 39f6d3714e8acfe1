import type Anthropic from '@anthropic-ai/sdk';

import type { ModelImage, ModelMessage } from '#domain/ports.ts';

import { repairToolPairs } from '#adapters/models/shared/repair-tool-pairs.ts';
import { wireArguments } from '#adapters/models/shared/wire-arguments.ts';
import { wireCallId } from '#adapters/models/shared/wire-call-id.ts';
import { wireToolName } from '#adapters/models/shared/wire-tool-name.ts';

type Block =
  | Anthropic.TextBlockParam
  | Anthropic.ImageBlockParam
  | Anthropic.ToolUseBlockParam
  | Anthropic.ToolResultBlockParam;
interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: Block[];
}

/** Said for the customer where Anthropic wants a user message and the talk has none: talk begun or continued by us. */
const CONTINUED = '(The conversation continues.)';

/**
 * Messages as Anthropic demands them: user first and last, roles alternating (neighbours of one role are merged),
 * no empty text, every tool result in the message after its call and ahead of other text.
 */
export function toAnthropicMessages(messages: readonly ModelMessage[]): Message[] {
  const merged: Message[] = [];
  for (const message of repairToolPairs(messages)) {
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const blocks = toBlocks(message);
    const last = merged.at(-1);
    if (blocks.length === 0) continue;
    if (last?.role === role) last.content.push(...blocks);
    else merged.push({ role, content: blocks });
  }
  if (merged[0]?.role !== 'user') merged.unshift(continued());
  if (merged.at(-1)?.role !== 'user') merged.push(continued());
  return merged.map((message) => ({ role: message.role, content: resultsFirst(message.content) }));
}

function continued(): Message {
  return { role: 'user', content: [{ type: 'text', text: CONTINUED }] };
}

function toBlocks(message: ModelMessage): Block[] {
  if (message.role === 'tool') {
    const { callId, result, isError } = message;
    const block: Block = { type: 'tool_result', tool_use_id: wireCallId(callId), content: result };
    return [isError ? { ...block, is_error: true } : block];
  }
  const text: Block[] = message.text.trim() === '' ? [] : [{ type: 'text', text: message.text }];
  if (message.role === 'user') return [...(message.images ?? []).map(toPicture), ...text];
  const calls = (message.toolCalls ?? []).map((call): Block => ({
    type: 'tool_use',
    id: wireCallId(call.id),
    name: wireToolName(call.name),
    input: wireArguments(call),
  }));
  return [...text, ...calls];
}

function toPicture({ contentType, base64 }: ModelImage): Block {
  return { type: 'image', source: { type: 'base64', media_type: contentType, data: base64 } };
}

function resultsFirst(blocks: readonly Block[]): Block[] {
  return [
    ...blocks.filter((block) => block.type === 'tool_result'),
    ...blocks.filter((block) => block.type !== 'tool_result'),
  ];
}
