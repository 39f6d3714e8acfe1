import { isDeepStrictEqual } from 'node:util';
import { v7 as uuid } from 'uuid';
import type { NewResource } from '#domain/booking/resource.ts';
import type { Tx } from '#adapters/db/in-tenant.ts';
import { listResources, retireResource, saveResource } from './resources.ts';

/** Brings what can be booked to what is given, by name and in its order; what is as given already is not touched. */
export async function saveResources(tx: Tx, wanted: readonly NewResource[]): Promise<void> {
  const known = new Map((await listResources(tx)).map((resource) => [resource.name, resource]));
  const order = [...known.keys()];
  for (const [position, resource] of wanted.entries()) {
    const kept = known.get(resource.name);
    if (kept) {
      const { id: _id, currency: _currency, ...facts } = kept;
      if (isDeepStrictEqual(facts, resource) && order[position] === resource.name) continue;
    }
    await saveResource(tx, resource, { id: kept?.id ?? uuid(), position });
  }
  const names = new Set(wanted.map((resource) => resource.name));
  for (const { id, name, active } of known.values()) if (active && !names.has(name)) await retireResource(tx, id);
}
