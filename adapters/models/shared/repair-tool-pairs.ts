import type { ModelMessage, ModelToolCall } from '#domain/ports.ts';

type ToolMessage = Extract<ModelMessage, { role: 'tool' }>;

/**
 * Messages in which every tool call is followed at once by its result, as OpenAI and Anthropic both demand (else 400).
 * A window cut through a turn, or an interrupted turn, may leave one without the other: a result without its call
 * is dropped, a call without a result gets one that says it was not run. A model that counts its calls anew in each
 * answer gives an id twice, which Anthropic refuses: the later call and its result get an id of their own.
 */
export function repairToolPairs(messages: readonly ModelMessage[]): readonly ModelMessage[] {
  const used = new Set<ToolMessage>();
  const ids = new Set<string>();
  const repaired: ModelMessage[] = [];
  messages.forEach((message, index) => {
    if (message.role === 'tool') return;
    if (message.role === 'user' || message.toolCalls === undefined) return void repaired.push(message);
    const results = resultsOf(message.toolCalls, messages.slice(index + 1), used);
    const renamed = message.toolCalls.map(({ id }) => takeId(id, ids));
    const toolCalls = message.toolCalls.map((call, position) => ({ ...call, id: renamed[position] ?? call.id }));
    const named = results.map((result, position) => ({ ...result, callId: renamed[position] ?? result.callId }));
    repaired.push({ ...message, toolCalls }, ...named);
  });
  return repaired;
}

/** The id, or the id with a number when it is taken. */
function takeId(id: string, ids: Set<string>): string {
  let free = id;
  for (let copy = 2; ids.has(free); copy += 1) free = `${id}_${copy}`;
  ids.add(free);
  return free;
}

function resultsOf(
  calls: readonly ModelToolCall[],
  later: readonly ModelMessage[],
  used: Set<ToolMessage>,
): ToolMessage[] {
  return calls.map((call) => {
    const result = later.find(
      (candidate): candidate is ToolMessage =>
        candidate.role === 'tool' && candidate.callId === call.id && !used.has(candidate),
    );
    if (result === undefined) {
      return {
        role: 'tool',
        callId: call.id,
        name: call.name,
        result: 'Not run: the turn was interrupted.',
        isError: true,
      };
    }
    used.add(result);
    return result;
  });
}
