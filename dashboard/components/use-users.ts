import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';

/** The people of the shop. */
export function useUsers() {
  return useQuery({
    queryKey: ['users'],
    queryFn: async () => (await dataOf(api.GET('/v1/users', {}))).users,
  });
}
