import { agoText, moneyText, momentText, sizeText } from './format.ts';

describe('moneyText', () => {
  it.each([
    [5_200, 'ILS', '₪52.00'],
    [15_000_000, 'IDR', 'IDR 150,000'],
    [1_999, 'USD', '$19.99'],
    [500, 'JPY', '¥500'],
    [9_007_199_254_740_991, 'USD', '$90,071,992,547,409.91'],
  ])('writes %d minor units of %s', (minor, currency, text) => {
    expect(moneyText(minor, currency, 'en').replaceAll('\u00A0', ' ')).toBe(text);
  });
});

describe('momentText', () => {
  it('tells the time on the wall of the shop', () => {
    expect(momentText('2026-11-21T20:30:00Z', 'Asia/Jakarta', 'en-GB')).toBe('22 Nov 2026, 03:30');
  });
});

describe('agoText', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  it.each([
    ['2026-11-21T09:00:00Z', '3 hours ago'],
    ['2026-11-23T12:00:01Z', 'in 2 days'],
    ['2026-11-21T11:59:30Z', 'now'],
    ['2026-11-20T11:00:00Z', 'yesterday'],
  ])('%s is %s', (iso, text) => {
    expect(agoText(iso, now, 'en')).toBe(text);
  });
});

describe('sizeText', () => {
  it.each([
    [0, '0 byte'],
    [1_536, '1.5 kB'],
    [26_214_400, '25 MB'],
  ])('writes %d', (bytes, text) => {
    expect(sizeText(bytes, 'en')).toBe(text);
  });
});
