import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, versioned } from '#dashboard/api/client.ts';

async function readSettings(signal?: AbortSignal) {
  const { value, etag } = await versioned(api.GET('/v1/settings', signal === undefined ? {} : { signal }));
  return { settings: value.settings, etag };
}

export type ShopSettings = Awaited<ReturnType<typeof readSettings>>['settings'];
export type SectionName = keyof ShopSettings;
/** Keys that are given replace what is set; null = as usual. */
export type Changes<Section> = { readonly [Key in keyof Section]?: Section[Key] | null };

const KEY = ['settings', 'sections'];

/** How the shop is set up, by section. */
export function useShopSettings() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => readSettings(signal) });
}

/** Saves keys of one section, unless somebody has changed the settings since `etag`. */
export function useSaveSettings() {
  const cache = useQueryClient();
  return async (etag: string, changes: { readonly [S in SectionName]?: Changes<ShopSettings[S]> }) => {
    const params = { header: { 'if-match': etag } };
    const saved = await versioned(api.PATCH('/v1/settings', { params, body: changes as object }));
    cache.setQueryData(KEY, { settings: saved.value.settings, etag: saved.etag });
    // The shop's clock and name are shown on every page.
    await cache.invalidateQueries({ queryKey: ['settings', 'time zone'] });
  };
}
