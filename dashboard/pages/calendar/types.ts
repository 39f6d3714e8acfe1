import type { paths } from '#dashboard/api/schema.gen.d.ts';

type Answer<Path extends '/v1/bookings' | '/v1/blackouts' | '/v1/resources'> =
  paths[Path]['get']['responses'][200]['content']['application/json'];

export type Booking = Answer<'/v1/bookings'>['bookings'][number];
export type Blackout = Answer<'/v1/blackouts'>['blackouts'][number];
export type Resource = Answer<'/v1/resources'>['resources'][number];
