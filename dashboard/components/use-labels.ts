import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';

/** The labels of the shop. */
export function useLabels() {
  return useQuery({
    queryKey: ['labels'],
    queryFn: async () => (await dataOf(api.GET('/v1/labels', {}))).labels,
    staleTime: 60_000,
  });
}
