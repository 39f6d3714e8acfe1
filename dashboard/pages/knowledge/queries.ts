import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import { usePages } from '#dashboard/components/use-pages.ts';

function readDocuments(cursor: object, signal: AbortSignal) {
  return dataOf(api.GET('/v1/knowledge/documents', { params: { query: cursor }, signal }));
}

export type Document = Awaited<ReturnType<typeof readDocuments>>['documents'][number];

export const DOCUMENTS = ['documents'];

export function useDocuments() {
  return usePages(DOCUMENTS, readDocuments);
}

/** What is on its way looks different soon. */
export function isOnItsWay({ status }: Document): boolean {
  return status !== 'ready' && status !== 'failed';
}

export function useDocumentActions() {
  const cache = useQueryClient();
  const useAction = <Input, Output>(mutationFn: (input: Input) => Promise<Output>) =>
    useMutation({ mutationFn, onSettled: () => cache.invalidateQueries({ queryKey: DOCUMENTS }) });
  const one = (id: string) => ({ params: { path: { id } } });
  return {
    again: useAction((id: string) => dataOf(api.POST('/v1/knowledge/documents/{id}/ingest', one(id)))),
    remove: useAction((id: string) => dataOf(api.DELETE('/v1/knowledge/documents/{id}', one(id)))),
  };
}

/** What the agent would find. */
export function useTrial() {
  return useMutation({
    mutationFn: async (query: string) =>
      (await dataOf(api.POST('/v1/vector/search', { body: { query, limit: 5, kinds: ['passages'] } }))).passages,
  });
}
