import { readImportRow } from './import-row.ts';
import { toProductChanges } from './product-input.ts';

function priceOf(price: unknown, currency: string): unknown {
  const read = readImportRow({ row: 1, fields: { name: 'Teh', price } }, currency);
  return 'product' in read ? read.product.priceMinor : read.problems.map(({ field }) => field);
}

test.each([
  ['15.000', 'IDR', 1_500_000],
  ['Rp 15.000', 'IDR', 1_500_000],
  ['Rp15.000,-', 'IDR', 1_500_000],
  ['1.250.000', 'IDR', 125_000_000],
  ['15000', 'IDR', 1_500_000],
  ['15,000', 'IDR', 1_500_000],
  ['15.000,00', 'IDR', 1_500_000],
  ['15.000', 'JPY', 15_000],
  ['12,50', 'ILS', 1_250],
  ['₪1,299.50', 'ILS', 129_950],
  ['1.299,50 €', 'EUR', 129_950],
  ['1.299.000', 'USD', 129_900_000],
  ['0', 'USD', 0],
  [15_000, 'IDR', 1_500_000],
  ['1.500', 'KWD', 1_500],
])('a price written %j in %s', (price, currency, minor) => {
  expect(priceOf(price, currency)).toBe(minor);
});

test.each([
  // Twelve and a half, or twelve thousand five hundred.
  ['12.500', 'USD'],
  ['12.500', 'ILS'],
  ['-5', 'USD'],
  ['5-', 'USD'],
  ['1.2.3', 'USD'],
  ['1,2,3', 'USD'],
  ['=1+1', 'USD'],
  ['١٢', 'USD'],
  ['0x10', 'USD'],
  ['1e3', 'USD'],
  ['12.5.000', 'IDR'],
  ['free', 'USD'],
  ['9'.repeat(40), 'USD'],
])('a price written %j in %s is refused', (price, currency) => {
  expect(priceOf(price, currency)).toEqual(['price']);
});

test('zeros behind the point are not dropped when they may mean thousands', () => {
  expect(toProductChanges({ price: '15.000' }, 'IDR')).toMatchObject({ problems: [{ field: 'price' }] });
  expect(toProductChanges({ price: '15.00' }, 'IDR')).toMatchObject({ changes: { priceMinor: 1_500 } });
  expect(toProductChanges({ price: 15.5 }, 'USD')).toMatchObject({ changes: { priceMinor: 1_550 } });
});
