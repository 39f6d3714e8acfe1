import { NUDGE_KIND } from '#domain/follow-up/nudge-note.ts';
import type { ModelImage, ModelRequest } from '#domain/ports.ts';
import type { DraftContext } from '#domain/store.ts';
import { toolSpecs } from '#agent/tools/registry.ts';
import { toolsOff } from '#agent/tools/tools-off.ts';
import { promptMessages } from './messages.ts';
import { systemPrompt } from './system-prompt.ts';

/** The next model call of a turn, from the record alone: the same record gives the same request. */
export function buildReplyRequest(
  context: DraftContext,
  now: Date,
  /** `payments`: a payment provider is configured. */
  options: {
    readonly maxTokens: number;
    readonly payments?: boolean;
    /** For models that see, by storage key. */
    readonly pictures?: ReadonlyMap<string, ModelImage>;
  },
): ModelRequest {
  // Nobody asked for anything: a follow-up is words only.
  const isFollowUp = context.turnMessages.some((message) => message.kind === NUDGE_KIND);
  return {
    system: systemPrompt(context, now),
    messages: promptMessages(context, options.pictures),
    tools: isFollowUp ? [] : toolSpecs(toolsOff(context, { payments: options.payments ?? false })),
    toolChoice: isFollowUp ? 'none' : 'auto',
    maxTokens: options.maxTokens,
  };
}
