import type { z } from 'zod';
import type { Blackout, Resource } from '#domain/booking/resource.ts';
import { clockOf } from '#domain/time/local-time.ts';
import { majorUnits } from '#api/http/money.ts';
import type { listBlackoutsSpec, readResourceSpec } from './schema.ts';

type ResourceReply = z.infer<(typeof readResourceSpec)['answers'][0]['schema']>['resource'];
type BlackoutReply = z.infer<(typeof listBlackoutsSpec)['answers'][0]['schema']>['blackouts'][number];

export function presentResource(resource: Resource): ResourceReply {
  const { currency } = resource;
  return {
    id: resource.id,
    kind: resource.kind,
    name: resource.name,
    category: resource.category,
    aliases: [...resource.aliases],
    description: resource.description,
    slot_minutes: resource.slotMinutes,
    most_slots: resource.mostSlots,
    opening: resource.opening.map(({ weekday, from, to }) => ({ weekday, from: clockOf(from), to: clockOf(to) })),
    price: majorUnits(resource.priceMinor, currency),
    price_minor: resource.priceMinor,
    price_rules: resource.priceRules.map((rule) => ({
      weekdays: [...rule.weekdays],
      from: clockOf(rule.from),
      to: clockOf(rule.to),
      price: majorUnits(rule.priceMinor, currency),
    })),
    currency,
    active: resource.active,
  };
}

export function presentBlackout(blackout: Blackout): BlackoutReply {
  const { id, resourceId, startsAt, endsAt, reason } = blackout;
  return { id, resource_id: resourceId, starts_at: startsAt, ends_at: endsAt, reason };
}
