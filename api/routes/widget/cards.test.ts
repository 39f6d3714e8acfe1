import type { Product } from '#domain/product/product.ts';
import type { WidgetMessage } from '#domain/widget/history.ts';
import { cardsOf } from './cards.ts';

const product = (name: string, more: Partial<Product> = {}): Product => ({
  id: name,
  name,
  aliases: [],
  description: '',
  unit: 'unit',
  stepMilli: 1000,
  priceMinor: 4_800,
  currency: 'USD',
  available: true,
  tags: [],
  ...more,
});

const SHOP = [product('Cake'), product('Chocolate cake'), product('Rye bread', { unit: 'loaf', available: false })];

function said(text: string, more: Partial<WidgetMessage> = {}): WidgetMessage {
  const at = '2026-11-21T10:00:00.000Z';
  return {
    seq: 1,
    author: 'bot',
    text,
    turn: 1,
    at,
    agent: null,
    providerMessageId: null,
    attachments: [],
    receipts: [],
    ...more,
  };
}

const namesOf = (message: WidgetMessage) => cardsOf(message, SHOP).map(({ name }) => name);

test('products stand in the order they are named, with their price', () => {
  expect(cardsOf(said('We have RYE BREAD and chocolate cake.'), SHOP)).toEqual([
    { name: 'Rye bread', price: '48.00', currency: 'USD', unit: 'loaf', available: false, image: null },
    { name: 'Chocolate cake', price: '48.00', currency: 'USD', unit: 'unit', available: true, image: null },
  ]);
});

test('a name within a longer name is not meant', () => {
  expect(namesOf(said('Chocolate cake or rye bread?'))).toEqual(['Chocolate cake', 'Rye bread']);
  expect(namesOf(said('Chocolate cake, or a plain cake?'))).toEqual(['Chocolate cake', 'Cake']);
});

test('one product is shown only when there is a picture of it', () => {
  expect(namesOf(said('The rye bread is fresh.'))).toEqual([]);
  const pictured = product('Rye bread', { images: ['https://shop.example/rye.jpg', 'https://shop.example/2.jpg'] });
  expect(cardsOf(said('The rye bread is fresh.'), [pictured])).toEqual([
    expect.objectContaining({ name: 'Rye bread', image: 'https://shop.example/rye.jpg' }),
  ]);
});

test.each<[string, Partial<WidgetMessage>]>([
  ['a visitor', { author: 'customer' }],
  ['a person of the shop', { author: 'human' }],
  [
    'a reply that tells of an order',
    { receipts: [{ tool: 'create_order', data: {}, effect: { kind: 'order_created' } }] },
  ],
])('%s shows no products', (_name, more) => {
  expect(namesOf(said('Rye bread and chocolate cake', more))).toEqual([]);
});

test('what a search found counts too; what does not look like it is passed over', () => {
  const image = 'https://shop.example/scone.jpg';
  const scone = { name: 'Scone', price: '3.50', currency: 'USD', unit: 'unit', available: true, image };
  const search = { tool: 'search_products', effect: null };
  const receipts = [
    { ...search, data: { products: [scone, { name: 'Muffin' }] } },
    { ...search, data: { products: [scone] } },
    { ...search, data: { products: 'none' } },
    { ...search, data: null },
    { tool: 'search_knowledge', effect: null, data: { products: [scone] } },
  ];
  expect(cardsOf(said('A scone or a muffin?', { receipts }), [])).toEqual([scone]);
});

test('a long list is cut', () => {
  const many = Array.from({ length: 20 }, (_, index) => product(`Bun number ${index + 100}`));
  expect(cardsOf(said(many.map(({ name }) => name).join(', ')), many)).toHaveLength(8);
});
