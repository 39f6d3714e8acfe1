import { api, dataOf, sendRaw } from '#dashboard/api/client.ts';
import { momentsOf } from '#dashboard/components/moments-of.ts';
import { usePages } from '#dashboard/components/use-pages.ts';

/** Names of the filters as they stand in the page's address. */
export const LEAD_FILTERS = ['search', 'source', 'from', 'to'] as const;
export type LeadFilters = Readonly<Partial<Record<(typeof LEAD_FILTERS)[number], string>>>;

async function readLeads(filters: LeadFilters, timeZone: string, cursor: object, signal: AbortSignal) {
  const query = { ...(await momentsOf(filters, timeZone)), ...cursor };
  return dataOf(api.GET('/v1/leads', { params: { query }, signal }));
}

export type Lead = Awaited<ReturnType<typeof readLeads>>['leads'][number];

export function useLeads(filters: LeadFilters, timeZone: string) {
  return usePages(['leads', filters, timeZone], (cursor, signal) => readLeads(filters, timeZone, cursor, signal));
}

/** The table of all leads that fit. */
export async function readExport(filters: LeadFilters, timeZone: string): Promise<Blob> {
  const query = new URLSearchParams(await momentsOf(filters, timeZone));
  const response = await sendRaw(`/v1/leads/export?${query.toString()}`);
  return response.blob();
}
