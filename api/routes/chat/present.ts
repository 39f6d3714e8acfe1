import type { TurnReply } from '#domain/turn/turn-reply.ts';
import type { ChatReply } from './schema.ts';

/** A finished turn as chat clients see it. */
export function presentReply(turn: TurnReply): ChatReply {
  return {
    reply: turn.reply,
    conversation_id: turn.conversationId,
    stage: turn.stage,
    status: turn.status,
    tool_calls: turn.toolCalls.map(
      ({ name, input, result }) => ({ name, input, result }) as ChatReply['tool_calls'][number],
    ),
    usage: {
      provider: turn.usage.provider,
      model: turn.usage.model,
      input_tokens: turn.usage.inputTokens,
      output_tokens: turn.usage.outputTokens,
      cost_usd: turn.usage.costNanoUsd / 1e9,
    },
    summary_used: turn.summaryUsed,
    gate_retries: turn.gateRetries,
  };
}

/** Cuts a reply where people pause, so that a client can show it as it arrives; joined again it is the reply. */
export function contentChunks(reply: string): readonly string[] {
  return reply.match(/[^\s]+\s*|\s+/gu) ?? [];
}
