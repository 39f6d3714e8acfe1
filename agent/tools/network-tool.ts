import type { z } from 'zod';
import type { ToolSpec } from '#domain/ports.ts';
import type { ToolPorts } from '#domain/tool-ports.ts';
import type { ToolResult } from '#domain/turn/receipt.ts';
import { parseInput, specOf } from './tool.ts';
import type { ToolContext } from './tool.ts';

/**
 * A tool that talks to the outside. Three phases, each of which may run again after a crash: `prepare` writes down what
 * is going to happen, under the call's key; `perform` does it, under a key derived from what was written; `settle` keeps
 * what came of it together with the receipt.
 */
export interface NetworkTool {
  readonly kind: 'network';
  readonly spec: ToolSpec;
  /** In a transaction. A refusal ends the call. */
  prepare(input: unknown, context: ToolContext): Promise<Prepared>;
}

export type Prepared =
  | { readonly refusal: ToolResult }
  | {
      /** Without a transaction. Throws what Temporal should retry; what is final is part of the outcome. */
      readonly perform: (ports: ToolPorts) => Promise<Settle>;
    };

/** In the transaction of the receipt. */
export type Settle = (context: ToolContext) => Promise<ToolResult>;

export function defineNetworkTool<S extends z.ZodObject, P extends object, O>(definition: {
  readonly name: string;
  readonly description: string;
  readonly schema: S;
  readonly prepare: (
    input: z.output<S>,
    context: ToolContext,
  ) => Promise<{ readonly plan: P } | { readonly refusal: ToolResult }>;
  readonly perform: (plan: P, ports: ToolPorts) => Promise<O>;
  readonly settle: (plan: P, outcome: O, context: ToolContext) => Promise<ToolResult>;
}): NetworkTool {
  const { name, schema, prepare, perform, settle } = definition;
  return {
    kind: 'network',
    spec: specOf(definition),
    async prepare(input, context) {
      const parsed = parseInput(name, schema, input);
      if ('refusal' in parsed) return parsed;
      const prepared = await prepare(parsed.input, context);
      if ('refusal' in prepared) return prepared;
      const { plan } = prepared;
      return {
        async perform(ports) {
          const outcome = await perform(plan, ports);
          return (settling) => settle(plan, outcome, settling);
        },
      };
    },
  };
}
