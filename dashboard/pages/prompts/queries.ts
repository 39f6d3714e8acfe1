import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import { usePages } from '#dashboard/components/use-pages.ts';

export const ROLES = ['planner', 'knowledge', 'booking', 'memory', 'database'] as const;
export type AgentRole = (typeof ROLES)[number];

/** Roles that answer customers: their words can be tried in a recorded conversation. */
const TALKING = ['planner', 'knowledge', 'booking'] as const;
export type TalkingRole = (typeof TALKING)[number];

export function talkingRole(role: AgentRole): TalkingRole | undefined {
  return TALKING.find((one) => one === role);
}

function readVersions(role: AgentRole, cursor: object, signal: AbortSignal) {
  return dataOf(api.GET('/v1/prompts/{role}/versions', { params: { path: { role }, query: cursor }, signal }));
}

export type PromptVersion = Awaited<ReturnType<typeof readVersions>>['versions'][number];

export function useVersions(role: AgentRole) {
  return usePages(['prompts', 'versions', role], (cursor, signal) => readVersions(role, cursor, signal));
}

export function usePublished(role: AgentRole) {
  return useQuery({
    queryKey: ['prompts', 'heads'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/v1/prompts', { signal }))).prompts,
    select: (heads) => heads.find((head) => head.role === role)?.published ?? null,
  });
}

export function useDiff(role: AgentRole, from: number, to: number) {
  return useQuery({
    queryKey: ['prompts', 'diff', role, from, to],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/v1/prompts/{role}/diff', { params: { path: { role }, query: { from, to } }, signal })))
        .lines,
  });
}

export function usePromptActions(role: AgentRole) {
  const cache = useQueryClient();
  const useAction = <Input, Output>(mutationFn: (input: Input) => Promise<Output>) =>
    useMutation({ mutationFn, onSettled: () => cache.invalidateQueries({ queryKey: ['prompts'] }) });
  const path = { role };
  return {
    draft: useAction((body: { text: string; note: string }) =>
      dataOf(api.POST('/v1/prompts/{role}/versions', { params: { path }, body })),
    ),
    publish: useAction((version: number) =>
      dataOf(api.POST('/v1/prompts/{role}/versions/{version}/publish', { params: { path: { role, version } } })),
    ),
    rollBack: useAction(() => dataOf(api.POST('/v1/prompts/{role}/rollback', { params: { path } }))),
    withdraw: useAction(() => dataOf(api.DELETE('/v1/prompts/{role}/published', { params: { path } }))),
  };
}

export function useRecentConversations() {
  return useQuery({
    queryKey: ['conversations', 'recent'],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/v1/conversations', { params: { query: { limit: 30 } }, signal }))).conversations,
  });
}

export function usePreview(role: TalkingRole, version: number) {
  return useMutation({
    mutationFn: async (conversation: string) => {
      const params = { path: { role, version } };
      const body = { conversation_id: conversation };
      return (await dataOf(api.POST('/v1/prompts/{role}/versions/{version}/preview', { params, body }))).preview;
    },
  });
}
