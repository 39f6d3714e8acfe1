import { createOfflineModel } from './offline-model.ts';
import { promptOf } from './testing/prompt-of.ts';
import { openShop } from './testing/shop-driver.ts';
import { BAKERY, BUTCHER, SKINCARE } from './testing/shops.ts';
import { SHOP_TOOLS } from './testing/tools.ts';

const names = (played: { readonly calls: readonly { readonly name: string }[] }): string[] =>
  played.calls.map((call) => call.name);

describe('the nine-step Hebrew scenario', () => {
  const scripts: readonly (readonly [string, readonly string[]])[] = [
    [
      'as specified',
      [
        'היי, מה יש לכם?',
        'אני רוצה להזמין 2 קילו נקניק בקר ו-1 קילו מרגז חריף. המשלוח לרחוב הרצל 15 תל אביב, הערה: לצלצל בדלת',
        'רגע, תוסיף לי גם 1 קילו בשר טחון להזמנה',
        'אתה יודע מה, תבטל לי את ההזמנה',
        'תבטל לי את ההזמנה שוב',
        'מה ההזמנות שלי? אני חושב שהזמנתי פעם פסטרמה',
        'מה כן, הפסטרמה שלכם טובה? ספר לי עליה',
        'כן, אני רוצה חצי קילו פסטרמה בבקשה. שם שלי בר אגב',
        'תודה! אגב, יש לכם משהו נקניקיות לילדים? משהו לא חריף?',
      ],
    ],
    [
      'in other words, with typing slips',
      [
        'שלום, אפשר לראות מה אתם מוכרים?',
        'תרשום לי בבקשה שני קילו נקניק בקרר ועוד קילו מרגז חריף. לשלוח לרחוב הרצל 15 תל אביב. הערה: לצלצל בדלת',
        'אה, ותוסיפי גם קילו בשר טחוון',
        'טוב עזבי, בטלי את ההזמנה',
        'אפשר לבטל אותה שוב?',
        'איזה הזמנות יש לי? נדמה לי שקניתי פעם פסטרמה',
        'ומה לגבי הפסטרמה, היא טעימה?',
        'סבבה, אקח חצי קילו. קוראים לי בר',
        'תודה רבה, ויש משהו עדין לילדים שהוא לא חריף?',
      ],
    ],
  ];

  test.each(scripts)('%s', async (_, script) => {
    const shop = openShop(BUTCHER);
    const turns = [];
    for (const text of script) turns.push(await shop.say(text));
    const [list, order, update, cancel, again, mine, about, second, kids] = turns;
    for (const product of BUTCHER.catalogue) expect(list?.text).toContain(product.name);
    expect(names(order ?? { calls: [] })).toEqual(['create_order']);
    expect(order?.calls[0]?.arguments).toEqual({
      items: [
        { product: 'נקניק בקר', quantity: 2 },
        { product: 'מרגז חריף', quantity: 1 },
      ],
      delivery_address: 'רחוב הרצל 15 תל אביב',
      notes: 'לצלצל בדלת',
    });
    expect(order?.text).toMatch(/#1001[\s\S]*172\.00[\s\S]*לצלצל בדלת/u);
    expect(update?.calls).toMatchObject([
      { name: 'update_order', arguments: { order_number: 1001, add_items: [{ product: 'בשר טחון', quantity: 1 }] } },
    ]);
    expect(update?.text).toContain('לצלצל בדלת');
    expect(cancel?.calls).toMatchObject([{ name: 'cancel_order', arguments: { order_number: 1001 } }]);
    expect(names(again ?? { calls: [] })).toEqual(['get_customer_orders']);
    expect(again?.text).toContain('#1001 כבר מבוטלת');
    expect(again?.text).not.toMatch(/ביטלתי|בוטלה/u);
    expect(names(mine ?? { calls: [] })).toEqual(['get_customer_orders']);
    expect(mine?.text).toContain('אין פסטרמה בהזמנות שלך');
    expect(about?.text).toContain('פסטרמת הודו ביתית');
    expect(second?.calls).toMatchObject([
      { name: 'create_order', arguments: { items: [{ product: 'פסטרמה', quantity: 0.5 }] } },
    ]);
    expect(second?.text).toContain('בר');
    expect(kids?.text).toContain('נקניקיות עוף');
    expect(kids?.text).not.toContain('מרגז');
    expect(kids?.text).toContain('בר');
  });
});

test('an English bakery order is placed, changed, and cancelled once', async () => {
  const shop = openShop(BAKERY);
  expect((await shop.say('Good morning!')).stage).toBe('greeting');
  expect((await shop.say('What do you sell?')).text).toContain('Cinnamon Roll: $4.50');
  const order = await shop.say(
    'Could I get half a dozen blueberry mufins and two baguettes? Deliver to 12 Elm Street, Springfield. Note: leave at the door',
  );
  expect(order.calls).toMatchObject([
    {
      name: 'create_order',
      arguments: {
        items: [
          { product: 'Blueberry Muffin', quantity: 6 },
          { product: 'Baguette', quantity: 2 },
        ],
        delivery_address: '12 Elm Street, Springfield',
        notes: 'leave at the door',
      },
    },
  ]);
  expect(order.stage).toBe('closing');
  expect((await shop.say('change the muffins to 4 please')).calls).toMatchObject([
    {
      name: 'update_order',
      arguments: {
        items: [
          { product: 'Blueberry Muffin', quantity: 4 },
          { product: 'Baguette', quantity: 2 },
        ],
      },
    },
  ]);
  expect((await shop.say('and take the baguettes off')).calls).toMatchObject([
    { name: 'update_order', arguments: { remove_items: ['Baguette'] } },
  ]);
  expect((await shop.say('plz cancle the order')).calls).toMatchObject([{ name: 'cancel_order' }]);
  const again = await shop.say('cancel my order again');
  expect(names(again)).toEqual(['get_customer_orders']);
  expect(again.text).toContain('#1001 is already cancelled');
  expect((await shop.say('thanks, bye!')).stage).toBe('farewell');
});

test('an Indonesian talk walks all seven stages', async () => {
  const shop = openShop(SKINCARE);
  const stages = [];
  for (const text of [
    'Halo kak',
    'aku lagi cari skincare',
    'yang cocok buat kulit berminyak sama bekas jerawat apa ya?',
    'serum niacinamide beneran bagus? aku masih ragu',
    'hmm agak mahal, ada diskon ga?',
    'oke aku pesan dua botol serum niacinamide ya, kirim ke Jl. Melati 5 Bandung, catatan: titip satpam',
    'makasih kak, itu aja',
  ]) {
    stages.push((await shop.say(text)).stage);
  }
  expect(stages).toEqual(['greeting', 'opening', 'consultation', 'testimony', 'promo', 'closing', 'farewell']);
  expect(shop.orders).toMatchObject([
    {
      items: [{ product: 'Serum Niacinamide', quantity: 2 }],
      delivery_address: 'Jl. Melati 5 Bandung',
      notes: 'titip satpam',
    },
  ]);
});

describe('a number alone', () => {
  const MEATS = { ...BUTCHER, shop: { ...BUTCHER.shop, name: 'נקניק בקר ועוד' } };

  test("is no amount of what the shop's name happens to name", async () => {
    const shop = openShop(MEATS);
    await shop.say('שלום');
    expect((await shop.say('א-1')).calls).toEqual([]);
    expect(shop.orders).toEqual([]);
  });

  test('written while an order was placed orders nothing more, and the order is told', async () => {
    const args = { items: [{ product: 'נקניק בקר', quantity: 2 }] };
    const order = { number: 1011, status: 'pending', items: [{ product: 'נקניק בקר', quantity: 2, unit: 'kg' }] };
    const result = JSON.stringify({ order: { ...order, total: '178.00', currency: 'ILS' } });
    const reply = await createOfflineModel().complete(
      {
        system: promptOf(BUTCHER),
        messages: [
          { role: 'user', text: 'יש נקניק בקר?' },
          { role: 'assistant', text: 'נקניק בקר: 89.00 ₪ לק"ג.\nכמה לשים לך?' },
          { role: 'user', text: '2 קילו' },
          { role: 'assistant', text: '', toolCalls: [{ id: 'a', name: 'create_order', arguments: args }] },
          { role: 'tool', callId: 'a', name: 'create_order', result, isError: false },
          { role: 'user', text: 'א-1' },
          { role: 'user', text: 'א-2' },
        ],
        tools: SHOP_TOOLS,
        toolChoice: 'auto',
        maxTokens: 1_000,
      },
      { signal: new AbortController().signal },
    );
    expect(reply.toolCalls).toEqual([]);
    expect(reply.text).toContain('#1011');
  });
});
