import { countryOf, parsePhone } from './phone.ts';

describe('a phone number', () => {
  it.each([
    ['+62 812-3456-7890', undefined, '+6281234567890'],
    ['0812 3456 7890', 'ID', '+6281234567890'],
    ['050-123-4567', 'IL', '+972501234567'],
    ['(212) 555-0123', 'US', '+12125550123'],
  ] as const)('%s of %s is %s', (said, country, expected) => {
    expect(parsePhone(said, country)).toBe(expected);
  });

  it.each([
    ['0812 3456 7890', undefined],
    ['12', 'IL'],
    ['+99912345678', undefined],
    ['call me', 'ID'],
    ['=1+1', 'US'],
    ['+6281234567890'.repeat(4), undefined],
  ] as const)('%s of %s is none', (said, country) => {
    expect(parsePhone(said, country)).toBeUndefined();
  });

  it.each([
    ['IDR', 'ID'],
    ['ILS', 'IL'],
    ['USD', 'US'],
    ['EUR', undefined],
    ['XAF', undefined],
  ])('%s is money of %s', (currency, country) => {
    expect(countryOf(currency)).toBe(country);
  });
});
