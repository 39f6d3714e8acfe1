import { readImportRow } from '#domain/product/import-row.ts';
import { readTable } from './read-table.ts';

async function read(text: string): Promise<readonly unknown[]> {
  const rows = await readTable(Buffer.from(text), 'csv');
  return rows.map((row) => {
    const result = readImportRow(row, 'IDR');
    return 'product' in result
      ? [result.product.name, result.product.priceMinor]
      : result.problems.map(({ field }) => field);
  });
}

test.each([
  ['a byte order mark', '\uFEFFname,price\nTeh,5000\n', [['Teh', 500_000]]],
  ['semicolons and grouped prices', 'name;price\n"Teh; manis";15.000\n', [['Teh; manis', 1_500_000]]],
  ['the first line of a spreadsheet', '\uFEFFsep=;\r\nname;price\r\nTeh;5000\r\n', [['Teh', 500_000]]],
  ['tabs', 'name\tprice\nTeh, manis\t5000\n', [['Teh, manis', 500_000]]],
  ['quotes within quotes, and lines within cells', 'name,price\n"Teh ""tua""\nA",5000\n', [['Teh "tua"\nA', 500_000]]],
  ['old line ends and empty lines', 'name,price\r\rTeh,5000\r', [['Teh', 500_000]]],
  ['commas behind the last column', 'name,price\nTeh,5000,,\n', [['Teh', 500_000]]],
  [
    'headings that mean something in JavaScript',
    'name,price,__proto__,constructor\nTeh,5000,x,y\n',
    [['Teh', 500_000]],
  ],
  ['a formula, which is a name', 'name,price\n=1+1,5000\n', [['=1+1', 500_000]]],
  ['nothing', '', []],
])('reads %s', async (_what, text, wanted) => {
  expect(await read(text)).toEqual(wanted);
});

test('a row of another length is wrong alone', async () => {
  expect(await read('name,price,unit\nTeh,5000,kg\nKopi, susu,6000,kg\nGula,7000\nRoti,8000,kg\n')).toEqual([
    ['Teh', 500_000],
    ['row'],
    ['row'],
    ['Roti', 800_000],
  ]);
});

test.each([
  ['a column twice', 'name,name,price\nTeh,Kopi,1\n', /comes twice/],
  ['a quote that never ends', 'name,price\n"Teh,5000\n', /at line/],
  ['a web page', '<!doctype html><html></html>', /web page/],
  ['too many rows', `name,price\n${'T,1\n'.repeat(50_001)}`, /more than 50000 rows/],
])('refuses %s', async (_what, text, message) => {
  await expect(read(text)).rejects.toThrow(message);
});

test('refuses what is no UTF-8', async () => {
  await expect(readTable(Buffer.from('\uFEFFname,price\n', 'utf16le'), 'csv')).rejects.toThrow(/UTF-8/);
});
