import type { z } from 'zod';
import type { ThreadMessage } from '#domain/inbox/thread-message.ts';
import type { TracedStep, TurnTrace } from '#domain/inbox/turn-trace.ts';
import { presentAttachment } from '#api/routes/conversations/present.ts';
import type { messageView, turnView } from './schema.ts';

type TurnView = z.infer<typeof turnView>;
type Usage = TurnView['usage'];

export function presentMessage(conversationId: string, message: ThreadMessage): z.infer<typeof messageView> {
  const { id, seq, author, staffName, kind, text, turn, at, state, parts, attachments } = message;
  return {
    id,
    seq,
    author,
    author_name: staffName,
    kind,
    text,
    turn,
    at,
    status: state,
    parts: parts.map(({ state: status, ...part }) => ({ ...part, status })),
    attachments: attachments.map((attachment, index) =>
      presentAttachment(attachment, `/v1/conversations/${conversationId}/media/${id}/${index}`),
    ),
  };
}

export function presentTurn(turn: TurnTrace): TurnView {
  const used = turn.steps.flatMap(({ usage }) => (usage === null ? [] : [usage]));
  return {
    turn: turn.turn,
    outcome: turn.outcome as TurnView['outcome'],
    stage: turn.stage as TurnView['stage'],
    status: turn.status as TurnView['status'],
    staff: turn.staff && { ...turn.staff },
    summary_used: turn.summaryUsed,
    sent_step: turn.sentStep,
    started_at: turn.startedAt,
    finished_at: turn.finishedAt,
    usage: used.map(presentUsage).reduce(plus, { input_tokens: 0, output_tokens: 0, cost_usd: 0 }),
    steps: turn.steps.map(presentStep),
    tools: turn.tools.map(({ callId, ...tool }) => ({ ...tool, call_id: callId })) as TurnView['tools'],
  };
}

function presentStep({ usage, violations, stage, ...step }: TracedStep): TurnView['steps'][number] {
  return {
    ...step,
    stage: stage as TurnView['stage'],
    violations: [...violations],
    model: usage && { provider: usage.provider, model: usage.model, ...presentUsage(usage) },
  };
}

function presentUsage({ inputTokens, outputTokens, costNanoUsd }: NonNullable<TracedStep['usage']>): Usage {
  return { input_tokens: inputTokens, output_tokens: outputTokens, cost_usd: costNanoUsd / 1e9 };
}

function plus(left: Usage, right: Usage): Usage {
  return {
    input_tokens: left.input_tokens + right.input_tokens,
    output_tokens: left.output_tokens + right.output_tokens,
    cost_usd: left.cost_usd + right.cost_usd,
  };
}
