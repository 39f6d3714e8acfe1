import type { Resource } from '#dashboard/pages/calendar/types.ts';
import { bodyOf, valuesOf } from './resource-values.ts';

const HALL: Resource = {
  id: 'r1',
  kind: 'court',
  name: 'Court A',
  category: 'badminton',
  aliases: ['A'],
  description: '',
  slot_minutes: 60,
  most_slots: 3,
  opening: [
    { weekday: 1, from: '08:00', to: '22:00' },
    { weekday: 2, from: '08:00', to: '22:00' },
    { weekday: 6, from: '18:00', to: '02:00' },
  ],
  price: 120_000,
  price_minor: 12_000_000,
  price_rules: [{ weekdays: [5, 6], from: '18:00', to: '24:00', price: 180_000 }],
  currency: 'IDR',
  active: true,
};

describe('the form of a resource', () => {
  it('puts days with the same hours together, and sends every day that it was given', () => {
    const values = valuesOf(HALL);
    expect(values.opening).toEqual([
      { weekdays: ['1', '2'], from: '08:00', to: '22:00' },
      { weekdays: ['6'], from: '18:00', to: '02:00' },
    ]);
    expect(bodyOf(values)).toMatchObject({
      opening: [
        { weekdays: [1, 2], from: '08:00', to: '22:00' },
        { weekdays: [6], from: '18:00', to: '02:00' },
      ],
      price: 120_000,
      price_rules: [{ weekdays: [5, 6], from: '18:00', to: '24:00', price: 180_000 }],
    });
  });

  it('shows the end of a day as a field of the browser can, and sends it as the API knows it', () => {
    const values = valuesOf(HALL);
    expect(values.price_rules[0]?.to).toBe('00:00');
    expect(bodyOf(values).price_rules?.[0]?.to).toBe('24:00');
  });

  it('never takes an empty price for nought', () => {
    const body = bodyOf({ ...valuesOf(undefined), name: 'Court B', price: '' });
    expect(JSON.parse(JSON.stringify(body))).toHaveProperty('price', null);
  });
});
