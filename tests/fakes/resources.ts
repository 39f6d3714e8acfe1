import type { Resource } from '#domain/booking/resource.ts';

/** A hall that is open every day from 6 to 23, dearer in the evening. */
export function hall(more: Partial<Resource> = {}): Resource {
  return {
    id: 'hall-1',
    kind: 'field',
    name: 'Lapangan Futsal A',
    category: 'futsal',
    aliases: ['lapangan futsal', 'futsal field'],
    description: '',
    slotMinutes: 60,
    mostSlots: 4,
    opening: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: 360, to: 1380 })),
    priceMinor: 15_000_000,
    currency: 'IDR',
    priceRules: [{ weekdays: [1, 2, 3, 4, 5], from: 1020, to: 1320, priceMinor: 22_000_000 }],
    active: true,
    ...more,
  };
}
