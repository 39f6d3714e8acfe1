export const RESOURCE_KINDS = ['field', 'court', 'room', 'equipment'] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** Minutes of a local day, `from` included, `to` not. An interval past midnight has `to` above 1440. */
export interface OpeningInterval {
  /** 0 = Sunday … 6 = Saturday: the day it begins on. */
  readonly weekday: number;
  readonly from: number;
  readonly to: number;
}

/** Another price for slots that begin on one of these weekdays between two minutes of the local day. */
export interface PriceRule {
  readonly weekdays: readonly number[];
  readonly from: number;
  readonly to: number;
  /** Minor units for one slot. */
  readonly priceMinor: number;
}

/** Something that can be booked by the slot. */
export interface Resource {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly name: string;
  /** Resources of one category stand in for each other ("futsal"). */
  readonly category: string;
  readonly aliases: readonly string[];
  readonly description: string;
  readonly slotMinutes: number;
  /** Most slots in one booking. */
  readonly mostSlots: number;
  readonly opening: readonly OpeningInterval[];
  /** Minor units for one slot where no rule fits. */
  readonly priceMinor: number;
  readonly currency: string;
  /** The first that fits holds. */
  readonly priceRules: readonly PriceRule[];
  readonly active: boolean;
}

/** A resource as staff write it down. */
export type NewResource = Omit<Resource, 'id' | 'currency'>;

/** Time in which a resource can't be booked, ISO 8601 UTC: a living booking or a blackout. */
export interface BusyPeriod {
  readonly resourceId: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** A stretch that staff closed. */
export interface Blackout {
  readonly id: string;
  /** Null = every resource. */
  readonly resourceId: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly reason: string;
}
