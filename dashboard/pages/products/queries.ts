import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import { usePages } from '#dashboard/components/use-pages.ts';
import type { paths } from '#dashboard/api/schema.gen.d.ts';

/** Names of the filters as they stand in the page's address. */
export const PRODUCT_FILTERS = ['q', 'available', 'source', 'tag'] as const;
export type ProductFilters = Readonly<Partial<Record<(typeof PRODUCT_FILTERS)[number], string>>>;

function readProducts(filters: object, cursor: object, signal: AbortSignal) {
  return dataOf(api.GET('/v1/products', { params: { query: { ...filters, ...cursor } }, signal }));
}

export type Product = Awaited<ReturnType<typeof readProducts>>['products'][number];
export type ProductBody = paths['/v1/products/{id}']['patch']['requestBody']['content']['application/json'];
export type NewProductBody = paths['/v1/products']['post']['requestBody']['content']['application/json'];
export type VariantBody = paths['/v1/products/{id}/variants']['post']['requestBody']['content']['application/json'];

export function useProducts(filters: ProductFilters) {
  return usePages(['products', filters], (cursor, signal) => readProducts(filters, cursor, signal));
}

export function useVariants(id: string) {
  return useQuery({
    queryKey: ['products', 'variants', id],
    queryFn: async ({ signal }) => (await readProducts({ variant_of: id }, { limit: 100 }, signal)).products,
  });
}

export function useProduct(id: string) {
  return useQuery({
    queryKey: ['products', 'one', id],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/v1/products/{id}', { params: { path: { id } }, signal }))).product,
  });
}

/** What staff do to products; the list is read anew after each. */
export function useProductActions() {
  const cache = useQueryClient();
  const useAction = <Input, Output>(mutationFn: (input: Input) => Promise<Output>) =>
    useMutation({ mutationFn, onSuccess: () => cache.invalidateQueries({ queryKey: ['products'] }) });
  return {
    create: useAction((body: NewProductBody) => dataOf(api.POST('/v1/products', { body }))),
    change: useAction(({ id, body }: { id: string; body: ProductBody }) =>
      dataOf(api.PATCH('/v1/products/{id}', { params: { path: { id } }, body })),
    ),
    addVariant: useAction(({ id, body }: { id: string; body: VariantBody }) =>
      dataOf(api.POST('/v1/products/{id}/variants', { params: { path: { id } }, body })),
    ),
    remove: useAction((id: string) => dataOf(api.DELETE('/v1/products/{id}', { params: { path: { id } } }))),
  };
}
