import type { ConversationRef } from '#domain/turn/turn-ref.ts';

/** What changed: a finished turn, a step of a turn, the conversation's state. */
export type NoticeKind = 'turn' | 'step' | 'state';

/** The text of `NOTIFY colloquy_events`: ids only, since every process of the system hears it. */
export function noticeOf(ref: ConversationRef, kind: NoticeKind, turn: number): string {
  return JSON.stringify({ t: ref.tenantId, w: ref.workflowId, k: kind, n: turn });
}
