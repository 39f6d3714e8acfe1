import { z } from 'zod';
import type { ToolSpec } from '#domain/ports.ts';
import type { ShopDesk } from '#domain/order/shop-desk.ts';
import type { TenantProfile } from '#domain/tenant/profile.ts';
import type { ToolResult } from '#domain/turn/receipt.ts';
import { invalidArguments } from './refusals.ts';

export interface ToolContext {
  readonly desk: ShopDesk;
  readonly tenant: TenantProfile;
  readonly contactId: string;
  /** Names this call for ever, over every retry: the key of rows that the call writes. */
  readonly callKey: string;
  readonly now: Date;
}

/** A tool that needs the database only: its work and its receipt are one transaction. */
export interface Tool {
  readonly kind: 'database';
  readonly spec: ToolSpec;
  /** Refuses what does not fit the schema; throws only what the desk throws. */
  run(input: unknown, context: ToolContext): Promise<ToolResult>;
}

/** Joins schema, description and work of one tool. */
export function defineTool<S extends z.ZodObject>(definition: {
  readonly name: string;
  readonly description: string;
  readonly schema: S;
  readonly run: (input: z.output<S>, context: ToolContext) => Promise<ToolResult>;
}): Tool {
  const { name, schema, run } = definition;
  return {
    kind: 'database',
    spec: specOf(definition),
    run: async (input, context) => {
      const parsed = parseInput(name, schema, input);
      return 'refusal' in parsed ? parsed.refusal : run(parsed.input, context);
    },
  };
}

/** What the model is told of a tool. */
export function specOf(definition: {
  readonly name: string;
  readonly description: string;
  readonly schema: z.ZodObject;
}): ToolSpec {
  const { name, description, schema } = definition;
  return { name, description, parameters: parametersOf(schema) };
}

/** The model's arguments, or the refusal that tells it what does not fit. */
export function parseInput<S extends z.ZodObject>(
  tool: string,
  schema: S,
  input: unknown,
): { readonly input: z.output<S> } | { readonly refusal: ToolResult } {
  const parsed = schema.safeParse(withoutNulls(input, 0));
  return parsed.success ? { input: parsed.data } : { refusal: invalidArguments(tool, parsed.error.issues) };
}

/** The schema as both OpenAI and Anthropic take it: a plain object schema without a dialect line. */
export function parametersOf(schema: z.ZodObject): Record<string, unknown> {
  const { $schema: _dialect, ...parameters } = z.toJSONSchema(schema, { io: 'input' });
  return parameters;
}

/** Models write null for "not given"; none of our tools gives null a meaning of its own. */
function withoutNulls(value: unknown, depth: number): unknown {
  if (depth > 4 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => withoutNulls(entry, depth + 1));
  const kept = Object.entries(value).filter(([, entry]) => entry !== null);
  return Object.fromEntries(kept.map(([key, entry]) => [key, withoutNulls(entry, depth + 1)]));
}
