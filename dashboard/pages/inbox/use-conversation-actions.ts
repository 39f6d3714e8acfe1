import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import { useProblemText } from '#dashboard/components/use-problem-text.ts';

/** What staff can do with a conversation. A refusal (a colleague was faster) is shown as the API words it. */
export function useConversationActions(id: string) {
  const cache = useQueryClient();
  const textOf = useProblemText();
  const params = { path: { id } };
  const useAction = <Input = void>(act: (input: Input) => Promise<unknown>) =>
    useMutation({
      mutationFn: act,
      onError: (error) => notifications.show({ color: 'red', message: textOf(error), role: 'alert' }),
      // Also after a refusal: the page then shows what has changed meanwhile.
      onSettled: () =>
        Promise.all([
          cache.invalidateQueries({ queryKey: ['conversation', id] }),
          cache.invalidateQueries({ queryKey: ['conversations'] }),
        ]),
    });
  return {
    claim: useAction(({ force }: { force: boolean }) =>
      dataOf(api.POST('/v1/conversations/{id}/claim', { params, body: { force } })),
    ),
    release: useAction(({ to }: { to: 'bot' | 'queue' }) =>
      dataOf(api.POST('/v1/conversations/{id}/release', { params, body: { to } })),
    ),
    assign: useAction(({ to }: { to: { id: string; name: string } }) =>
      dataOf(api.POST('/v1/conversations/{id}/assign', { params, body: { to } })),
    ),
    reply: useAction(({ text, key }: { text: string; key: string }) =>
      dataOf(api.POST('/v1/conversations/{id}/reply', { params, body: { text, key } })),
    ),
    note: useAction(({ text, key }: { text: string; key: string }) =>
      dataOf(api.POST('/v1/conversations/{id}/notes', { params, body: { text, key } })),
    ),
    resolve: useAction(() => dataOf(api.POST('/v1/conversations/{id}/resolve', { params, body: {} }))),
    automation: useAction(({ enabled }: { enabled: boolean }) =>
      dataOf(api.POST('/v1/conversations/{id}/automation', { params, body: { enabled } })),
    ),
  };
}

export type ConversationActions = ReturnType<typeof useConversationActions>;
