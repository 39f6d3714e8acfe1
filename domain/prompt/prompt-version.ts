import type { AgentRole } from '#domain/agent/agent-role.ts';
import type { StaffMember } from '#domain/handoff/staff.ts';
import type { Page, PageRequest } from '#domain/page.ts';

export const PROMPT_STATES = ['draft', 'published', 'archived'] as const;
export type PromptState = (typeof PROMPT_STATES)[number];

/** Longest words of a shop for one role, characters. */
export const LONGEST_PROMPT = 8_000;

/** What a shop tells one role of its agent. The text of a version never changes. */
export interface PromptVersion {
  readonly role: AgentRole;
  /** Counts from 1 within the role. */
  readonly version: number;
  readonly state: PromptState;
  readonly text: string;
  /** What the author wrote about the change. */
  readonly note: string;
  readonly author: StaffMember;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  /** When it was last published; null = never. */
  readonly publishedAt: string | null;
}

/** One role's prompt at a glance. */
export interface PromptHead {
  readonly role: AgentRole;
  readonly published: PromptVersion | null;
  readonly latestVersion: number;
  readonly drafts: number;
}

export interface NewPrompt {
  readonly role: AgentRole;
  readonly text: string;
  readonly note: string;
  readonly author: StaffMember;
}

/** Versions of a shop's prompts: at most one a role is published. Throws NotFound for versions that there are not. */
export interface PromptBook {
  /** Every role, in the order of `AGENT_ROLES`. */
  heads(tenantId: string): Promise<readonly PromptHead[]>;
  /** Newest first. */
  versions(tenantId: string, role: AgentRole, page: PageRequest): Promise<Page<PromptVersion>>;
  find(tenantId: string, role: AgentRole, version: number): Promise<PromptVersion>;
  /** `id` is the caller's: the same id again answers the draft it made. */
  create(tenantId: string, id: string, prompt: NewPrompt): Promise<PromptVersion>;
  /** Archives what was published before. */
  publish(tenantId: string, role: AgentRole, version: number): Promise<PromptVersion>;
  /** Publishes again what was published before the present version. @throws Conflict when there is none */
  rollBack(tenantId: string, role: AgentRole): Promise<PromptVersion>;
  /** Nothing of the shop's is published any more. @throws NotFound when nothing was */
  withdraw(tenantId: string, role: AgentRole): Promise<void>;
}
