import type { HandoffBrief } from '#domain/handoff/handoff-desk.ts';
import type { ModelRequest } from '#domain/ports.ts';
import type { MemoryContext } from '#domain/store.ts';
import { block } from '#agent/prompt/blocks.ts';
import { buildSummaryRequest } from './summary.ts';

const TASK = `A person of the shop takes this conversation over now. Begin with why they are needed (<handoff>) and what the customer waits for; then what they must know to go on without asking again.`;

/** Asks for what the person who takes a conversation over has to know; the answer is read as any summary. */
export function buildHandoffSummaryRequest(context: MemoryContext, brief: HandoffBrief): ModelRequest {
  const request = buildSummaryRequest(context);
  const asked = block('handoff', [{ source: brief.source, reason: brief.reason, orders: brief.orders }]);
  return { ...request, system: `${request.system}\n\n${asked}\n\n${TASK}` };
}
