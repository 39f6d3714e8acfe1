import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import type { paths } from '#dashboard/api/schema.gen.d.ts';

export type PromoBody = paths['/v1/promos']['post']['requestBody']['content']['application/json'];
export type TestimonyBody = paths['/v1/testimonies']['post']['requestBody']['content']['application/json'];

function readPromos(signal: AbortSignal) {
  return dataOf(api.GET('/v1/promos', { signal }));
}

function readTestimonies(signal: AbortSignal) {
  return dataOf(api.GET('/v1/testimonies', { signal }));
}

export type Promo = Awaited<ReturnType<typeof readPromos>>['promos'][number];
export type Testimony = Awaited<ReturnType<typeof readTestimonies>>['testimonies'][number];

export function usePromos() {
  return useQuery({ queryKey: ['promos'], queryFn: ({ signal }) => readPromos(signal) });
}

export function useTestimonies() {
  return useQuery({ queryKey: ['testimonies'], queryFn: ({ signal }) => readTestimonies(signal) });
}

/** Saves a new entry (no id) or a known one, and takes entries away. */
export function usePromoActions() {
  const cache = useQueryClient();
  const onSuccess = () => cache.invalidateQueries({ queryKey: ['promos'] });
  return {
    save: useMutation({
      mutationFn: ({ id, body }: { id: string | undefined; body: PromoBody }) =>
        id === undefined
          ? dataOf(api.POST('/v1/promos', { body }))
          : dataOf(api.PUT('/v1/promos/{id}', { params: { path: { id } }, body })),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (id: string) => dataOf(api.DELETE('/v1/promos/{id}', { params: { path: { id } } })),
      onSuccess,
    }),
  };
}

export function useTestimonyActions() {
  const cache = useQueryClient();
  const onSuccess = () => cache.invalidateQueries({ queryKey: ['testimonies'] });
  return {
    save: useMutation({
      mutationFn: ({ id, body }: { id: string | undefined; body: TestimonyBody }) =>
        id === undefined
          ? dataOf(api.POST('/v1/testimonies', { body }))
          : dataOf(api.PUT('/v1/testimonies/{id}', { params: { path: { id } }, body })),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (id: string) => dataOf(api.DELETE('/v1/testimonies/{id}', { params: { path: { id } } })),
      onSuccess,
    }),
  };
}
