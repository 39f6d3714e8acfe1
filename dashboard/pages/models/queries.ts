import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import type { paths } from '#dashboard/api/schema.gen.d.ts';

async function readAgents(signal: AbortSignal) {
  return (await dataOf(api.GET('/v1/agents', { signal }))).agents;
}

export type Agent = Awaited<ReturnType<typeof readAgents>>[number];
export type AgentBody = paths['/v1/agents/{role}']['put']['requestBody']['content']['application/json'];

export function useAgents() {
  return useQuery({ queryKey: ['agents'], queryFn: ({ signal }) => readAgents(signal) });
}

export function useLlmOptions() {
  return useQuery({
    queryKey: ['llm-options'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/admin/llm/options', { signal })),
    staleTime: 300_000,
  });
}

export type LlmOptions = NonNullable<ReturnType<typeof useLlmOptions>['data']>;

export function useAgentActions({ role, version }: Agent) {
  const cache = useQueryClient();
  const useAction = <Input, Output>(mutationFn: (input: Input) => Promise<Output>) =>
    useMutation({ mutationFn, onSettled: () => cache.invalidateQueries({ queryKey: ['agents'] }) });
  const params = { path: { role } };
  const headers = { 'if-match': `"${version}"` };
  return {
    set: useAction((body: AgentBody) => dataOf(api.PUT('/v1/agents/{role}', { params, headers, body }))),
    reset: useAction(() => dataOf(api.DELETE('/v1/agents/{role}', { params, headers }))),
  };
}

type Trial = { readonly provider: AgentBody['provider']; readonly model: string };

/** One real call. */
export function useTestAgent({ role }: Agent) {
  return useMutation({
    mutationFn: async (body: Trial) =>
      (await dataOf(api.POST('/v1/agents/{role}/test', { params: { path: { role } }, body }))).result,
  });
}
