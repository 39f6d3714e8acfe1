import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';

export type ChannelName = 'telegram' | 'whatsapp' | 'messenger' | 'instagram' | 'twilio' | 'web';

const KEY = ['channels'];

async function readChannels(signal: AbortSignal) {
  return (await dataOf(api.GET('/v1/channels', { signal }))).channels;
}

export type Connection = Awaited<ReturnType<typeof readChannels>>[number];

export function useChannels() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => readChannels(signal) });
}

export function useChannelActions(channel: ChannelName) {
  const cache = useQueryClient();
  const useAction = <Input, Output>(mutationFn: (input: Input) => Promise<Output>) =>
    useMutation({ mutationFn, onSettled: () => cache.invalidateQueries({ queryKey: KEY }) });
  const one = { params: { path: { channel } } };
  return {
    connect: useAction((credentials: Record<string, string>) =>
      dataOf(api.POST('/v1/channels', { body: { channel, credentials } })),
    ),
    rotate: useAction((credentials: Record<string, string>) =>
      dataOf(api.POST('/v1/channels/{channel}/rotate', { ...one, body: { credentials } })),
    ),
    test: useAction(() => dataOf(api.POST('/v1/channels/{channel}/test', one))),
    register: useAction(() => dataOf(api.POST('/v1/channels/{channel}/webhook', one))),
    disconnect: useAction(() => dataOf(api.DELETE('/v1/channels/{channel}', one))),
  };
}
