import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import { usePages } from '#dashboard/components/use-pages.ts';
import type { paths } from '#dashboard/api/schema.gen.d.ts';

export const PAYMENT_FILTERS = ['status'] as const;

function readPayments(filters: object, cursor: object, signal: AbortSignal) {
  // What somebody typed into the address is refused by the API, with a problem that says so.
  return dataOf(api.GET('/v1/payments', { params: { query: { ...filters, ...cursor } }, signal }));
}

export type Payment = Awaited<ReturnType<typeof readPayments>>['payments'][number];

export function usePayments(filters: object) {
  return usePages(['payments', filters], (cursor, signal) => readPayments(filters, cursor, signal));
}

export function usePayment(id: string) {
  return useQuery({
    queryKey: ['payment', id],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/v1/payments/{id}', { params: { path: { id } }, signal }))).payment,
  });
}

export function usePaymentActions(id: string) {
  const cache = useQueryClient();
  const useAction = <Input, Output>(mutationFn: (input: Input) => Promise<Output>) =>
    useMutation({
      mutationFn,
      onSettled: () =>
        Promise.all([
          cache.invalidateQueries({ queryKey: ['payment', id] }),
          cache.invalidateQueries({ queryKey: ['payments'] }),
        ]),
    });
  const one = { params: { path: { id } } };
  return {
    close: useAction(() => dataOf(api.POST('/v1/payments/{id}/cancel', one))),
    refund: useAction((body: { amount_minor?: number }) =>
      dataOf(api.POST('/v1/payments/{id}/refunds', { ...one, body })),
    ),
  };
}

export function useAccount() {
  return useQuery({
    queryKey: ['payment-account'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/v1/payment-account', { signal }))).account,
    retry: false,
  });
}

export function useOnboarding() {
  return useMutation({ mutationFn: () => dataOf(api.POST('/v1/payment-account/onboarding', {})) });
}

async function readPlans(signal: AbortSignal) {
  return dataOf(api.GET('/v1/plans', { signal }));
}

export type Plan = Awaited<ReturnType<typeof readPlans>>['plans'][number];
type PlanBody = paths['/v1/plans/{code}']['put']['requestBody']['content']['application/json'];

export function usePlans() {
  return useQuery({ queryKey: ['plans'], queryFn: ({ signal }) => readPlans(signal) });
}

export function useSavePlan() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ code, body }: { code: string; body: PlanBody }) =>
      dataOf(api.PUT('/v1/plans/{code}', { params: { path: { code } }, body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['plans'] }),
  });
}
