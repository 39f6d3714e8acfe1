/** Longest tool name, and its characters, that every provider takes. */
const LONGEST = 64;
const NOT_PORTABLE = /[^a-zA-Z0-9_-]/g;

/**
 * The name of an earlier tool call as every provider takes it back. A model may invent a name with spaces or of any
 * length; sent back as it was, the whole request is refused, and with it every further try of the turn.
 */
export function wireToolName(name: string): string {
  return name.slice(0, LONGEST).replaceAll(NOT_PORTABLE, '_') || '_';
}
