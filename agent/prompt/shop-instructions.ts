import type { AgentRole } from '#domain/agent/agent-role.ts';
import { LONGEST_PROMPT } from '#domain/prompt/prompt-version.ts';
import type { TenantProfile } from '#domain/tenant/profile.ts';
import { clip } from './blocks.ts';

const SUBJECTS: Readonly<Record<AgentRole, string>> = {
  planner: 'the talk',
  knowledge: 'answers from documents',
  booking: 'bookings',
  memory: 'what to remember',
  database: 'questions of staff',
};

/** The shop's published words for some roles, as lines of a block: data like the rest, so that no rule of ours can be closed. */
export function shopInstructions(
  tenant: Pick<TenantProfile, 'prompts'>,
  roles: readonly AgentRole[],
): { readonly about: string; readonly text: string }[] {
  return roles.flatMap((role) => {
    const text = tenant.prompts?.[role]?.text ?? '';
    return text.trim() === '' ? [] : [{ about: SUBJECTS[role], text: clip(text, LONGEST_PROMPT) }];
  });
}
