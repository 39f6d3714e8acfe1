import type { TurnStep } from '#domain/turn/step.ts';
import type { AgentRole } from './agent-role.ts';

const KNOWLEDGE: ReadonlySet<string> = new Set(['search_knowledge']);

/** Whose work the next draft of a turn is: after a tool of bookings or of documents, theirs. */
export function replyRole(steps: readonly TurnStep[]): AgentRole {
  const last = steps.findLast((step) => step.kind === 'tools');
  const names = last?.toolCalls.map((call) => call.name) ?? [];
  if (names.some((name) => name.includes('booking') || name.includes('availability'))) return 'booking';
  return names.some((name) => KNOWLEDGE.has(name)) ? 'knowledge' : 'planner';
}
