import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import type { useUsers } from '#dashboard/components/use-users.ts';

export type User = NonNullable<ReturnType<typeof useUsers>['data']>[number];

/** Who of the staff is there: id → `online` or `away`. */
export function usePresence() {
  return useQuery({
    queryKey: ['presence'],
    queryFn: async () => {
      const { users } = await dataOf(api.GET('/v1/presence', {}));
      return new Map(users.map(({ id, state }) => [id, state]));
    },
  });
}

async function readKeys() {
  return (await dataOf(api.GET('/v1/api-keys', {}))).api_keys;
}

export type ApiKey = Awaited<ReturnType<typeof readKeys>>[number];

export function useApiKeys() {
  return useQuery({ queryKey: ['api-keys'], queryFn: readKeys });
}
