import type { AgentConfigBook } from '#domain/agent/agent-config.ts';
import type { PromptBook } from '#domain/prompt/prompt-version.ts';
import type { ModelRef } from '#domain/tenant/profile.ts';
import type { PromptLab } from './prompt-lab.ts';

/** Which models there are to choose from, as this process is configured. */
export interface LlmCatalogue {
  /** Tried in order for shops that choose none. */
  readonly defaults: readonly ModelRef[];
  readonly providers: readonly {
    readonly name: string;
    /** Has a key here. */
    readonly configured: boolean;
    /** Those whose prices we know; others may be named as well. */
    readonly models: readonly string[];
  }[];
}

/** Everything the API does with prompts and models of a shop's agent. */
export interface AgentDesk {
  readonly prompts: PromptBook;
  readonly configs: AgentConfigBook;
  readonly lab: PromptLab;
  readonly llm: LlmCatalogue;
  /** The models that the shop's profile names. @throws NotFound */
  shopModels(tenantId: string): Promise<readonly ModelRef[]>;
}
