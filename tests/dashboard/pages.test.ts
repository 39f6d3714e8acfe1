import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startBrowser } from '#tests/support/browser.ts';
import { startPayingShop } from '#tests/payments/paying-shop.ts';
import type { PayingShop } from '#tests/payments/paying-shop.ts';
import { until } from '#tests/support/server-process.ts';
import type { Stack } from '#tests/support/stack.ts';
import { startTableSite } from '#tests/support/table-site.ts';
import type { TableSite } from '#tests/support/table-site.ts';
import { visitor } from '#tests/chat/visitor.ts';
import { barriers, openDashboard, PASSWORD, picture } from './staff-page.ts';
import type { StaffPage } from './staff-page.ts';

const SHOP = 'joannas-bakery';
const VIEW = { viewport: { width: 1360, height: 860 }, locale: 'en-US' };
const PAGES = [
  'orders',
  'products',
  'calendar?view=week',
  'resources',
  'leads',
  'offers',
  'payments',
  'knowledge',
  'channels',
  'prompts',
  'models',
  'audit',
  'settings/handoff',
  'settings/followUps',
] as const;

/** Two weeks ahead: the calendar shows it as it is whatever day the test runs on. */
const dayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const DAY = dayAhead(14);
const NEXT_DAY = dayAhead(15);

/** The pages of a shop's business, by hand in a real browser, on the real product. */
describe('the pages of the dashboard', () => {
  let shop: PayingShop;
  let stack: Stack;
  let catalogue: TableSite;
  let browser: Browser;
  let admin: StaffPage;
  let page: Page;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    catalogue = await startTableSite('name,price,sku\nFrom afar,3.20,A-1\n');
    const env = { OUTBOUND_PRIVATE_ALLOWED: catalogue.host };
    [shop, browser] = await Promise.all([startPayingShop({ env }), startBrowser()]);
    ({ stack } = shop);
    // Built when it is first asked for.
    await fetch(stack.apiUrl, { headers: { accept: 'text/html' } });
    await Promise.all([
      call('POST', '/v1/users', { email: 'ada@bakery.example', name: 'Ada', role: 'admin', password: PASSWORD }),
      call('POST', '/v1/users', { email: 'vera@bakery.example', name: 'Vera', role: 'viewer', password: PASSWORD }),
      call('POST', '/v1/resources', {
        kind: 'room',
        name: 'Baking class',
        opening: [{ weekdays: [0, 1, 2, 3, 4, 5, 6], from: '09:00', to: '18:00' }],
        price: 40,
        price_rules: [{ weekdays: [0, 6], from: '09:00', to: '18:00', price: 55 }],
      }),
      visitor(stack, SHOP).say('2 butter croissants please, delivered to 12 Oak Street'),
      visitor(stack, SHOP).say('One birthday cake please, delivered to 7 Elm Road'),
    ]);
    admin = await openDashboard(await newContext(), `${stack.apiUrl}/orders`);
    page = admin.page;
    await admin.signIn('ada@bakery.example', PASSWORD);
  }, 180_000);
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await Promise.all([browser.close(), shop.stop(), catalogue.stop()]);
  });

  async function newContext(options: object = {}): Promise<BrowserContext> {
    const context = await browser.newContext({ ...VIEW, ...options });
    contexts.push(context);
    return context;
  }

  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const init = { method, ...(body && { body: JSON.stringify(body) }) };
    const response = await stack.request(`${path}?tenant=${SHOP}`, init);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  const open = (path: string) => page.goto(`${stack.apiUrl}/${path}`);
  const dialog = () => page.getByRole('dialog');
  const rows = () => page.locator('main table[aria-busy=false]').first().locator('tbody tr');

  it('filters orders, keeps the filter in the address, and takes an order forward', async () => {
    await rows().nth(1).waitFor();
    await rows().filter({ hasText: '12 Oak Street' }).count();
    await page.getByLabel('Number, customer or address').fill('Elm');
    await rows().nth(1).waitFor({ state: 'detached' });
    expect(await rows().count()).toBe(1);
    await rows().getByRole('button').click();
    await dialog().getByText('Birthday cake').waitFor();
    expect(await dialog().getByLabel('Address').inputValue()).toBe('7 Elm Road');
    await dialog().getByRole('button', { name: 'Confirm order' }).click();
    await dialog().getByText('Confirmed').waitFor();
    await picture(page, 'order');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await rows().nth(1).waitFor();
    await page.getByLabel('Status').selectOption('Confirmed');
    await rows().nth(1).waitFor({ state: 'detached' });
    await page.reload();
    await rows().first().waitFor();
    expect(await rows().count()).toBe(1);
    expect(new URL(page.url()).searchParams.get('status')).toBe('confirmed');
    const found = await stack.sql('SELECT FROM orders WHERE status = $1 AND delivery_address = $2', [
      'confirmed',
      '7 Elm Road',
    ]);
    expect(found).toHaveLength(1);
  }, 90_000);

  it('adds a product, says what is wrong in its field, and imports a table with a bad row', async () => {
    await open('products');
    await page.getByRole('button', { name: 'Add product' }).click();
    await dialog().getByLabel('Name', { exact: false }).first().fill('Rye loaf');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByRole('alert').getByText(/price/).waitFor();
    await dialog().getByLabel('Price').fill('6.5');
    await dialog().getByLabel('Stock', { exact: true }).fill('12');
    await dialog().getByRole('button', { name: 'Add field' }).click();
    await dialog().getByLabel('Field', { exact: true }).fill('grain');
    await dialog().getByLabel('Value', { exact: true }).fill('rye');
    await picture(page, 'product');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    await rows().filter({ hasText: 'Rye loaf' }).getByText('$6.50').waitFor();

    const table = 'name,price,sku\nSeed roll,1.20,R-1\nOat roll,cheap,R-2\n';
    const file = { name: 'rolls.csv', mimeType: 'text/csv', buffer: Buffer.from(table) };
    await page.getByRole('button', { name: 'Import' }).click();
    await dialog().locator('input[type=file]').setInputFiles(file);
    await dialog()
      .getByText(/nothing was written/)
      .waitFor();
    await dialog().getByRole('cell', { name: 'price' }).waitFor();
    await dialog().getByLabel('Write the other rows').check();
    await dialog().locator('input[type=file]').setInputFiles(file);
    await dialog().getByText('1 added, 0 changed, 0 as they were').waitFor();
    await dialog().getByText('1 rows were left out').waitFor();
    await picture(page, 'product-import');
    await page.keyboard.press('Escape');
    await rows().filter({ hasText: 'Seed roll' }).waitFor();
    const products = await stack.sql<{ name: string }>(
      "SELECT name FROM products WHERE sku IN ('R-1', 'R-2') OR extra ->> 'grain' = 'rye' ORDER BY name",
    );
    expect(products.map(({ name }) => name)).toEqual(['Rye loaf', 'Seed roll']);
  }, 90_000);

  it('books a free time on the calendar, moves it, and cancels it', async () => {
    await open(`calendar?day=${DAY}&view=day`);
    await page.getByRole('button', { name: 'New booking', exact: true }).click();
    await dialog().getByRole('group', { name: 'Free times' }).getByRole('button').nth(1).click();
    await dialog().getByLabel('Guest').fill('Grace');
    await dialog().getByRole('button', { name: 'New booking' }).click();
    const block = page.getByRole('button', { name: /Grace, 10:00–11:00, Baking class, Confirmed/ });
    await block.click();
    await dialog().getByRole('button', { name: 'Move' }).click();
    await dialog().getByLabel('Start').fill('15:00');
    await picture(page, 'booking');
    await dialog().getByRole('button', { name: 'Move' }).click();
    await page.getByText(/is moved/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Grace, 15:00–16:00, Baking class, Confirmed/ }).waitFor();

    await page.getByRole('button', { name: 'Close a time' }).click();
    await dialog().getByLabel('Reason').fill('Oven repair');
    await dialog().getByRole('button', { name: 'Close a time' }).click();
    await page.getByText(/move them yourself: #/).waitFor();
    await page.getByRole('button', { name: /Closed, 09:00–18:00, Oven repair/ }).waitFor();
    const [row] = await stack.sql<{ start: string }>(
      `SELECT to_char(lower(b.period) AT TIME ZONE t.time_zone, 'YYYY-MM-DD HH24:MI') AS start
       FROM bookings b JOIN tenants t ON t.id = b.tenant_id WHERE t.slug = $1 AND b.guest_name = 'Grace'`,
      [SHOP],
    );
    expect(row?.start).toBe(`${DAY} 15:00`);
  }, 90_000);

  it('takes a document, and finds the answer to a question in it', async () => {
    await open('knowledge');
    const words = '# Gluten\n\nOur walnut bread is baked without wheat, in an oven of its own.\n';
    const file = { name: 'gluten.md', mimeType: 'text/markdown', buffer: Buffer.from(words) };
    await page.getByLabel('Title').fill('What is in our bread');
    await page.locator('input[type=file]').setInputFiles(file);
    await rows().filter({ hasText: 'What is in our bread' }).getByText('Ready').waitFor();
    await page.getByRole('textbox', { name: 'Question' }).fill('Which bread is without wheat?');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('in an oven of its own').waitFor();
    await page.locator('input[type=file]').setInputFiles({ ...file, name: 'gluten.pdf' });
    await page.locator('main').getByRole('alert').getByText(/pdf/i).waitFor();
    const kept = await stack.sql<{ title: string }>('SELECT title FROM knowledge_documents');
    expect(kept.map(({ title }) => title)).toEqual(['What is in our bread']);
  }, 90_000);

  it('connects a channel, shows its address, and forgets its credentials again', async () => {
    await open('channels');
    const card = page.getByRole('region', { name: 'Telegram' });
    await card.getByRole('button', { name: 'Connect', exact: true }).click();
    await dialog().getByLabel('Bot token (@BotFather)').fill('not a token');
    await dialog().getByLabel('Secret token').fill('a-secret-of-ours');
    await dialog().getByRole('button', { name: 'Connect' }).click();
    await dialog()
      .getByText(/expected the token from @BotFather/)
      .first()
      .waitFor();
    await dialog()
      .getByLabel('Bot token (@BotFather)')
      .fill(`123456789:${'A'.repeat(30)}`);
    await dialog().getByRole('button', { name: 'Connect' }).click();
    await card.getByText('Connected').waitFor();
    expect(await card.getByLabel('Webhook address', { exact: true }).inputValue()).toContain(
      `/webhooks/telegram/${SHOP}`,
    );
    const sealed = "SELECT FROM channels WHERE channel = 'telegram' AND sealed_credentials IS NOT NULL";
    expect(await stack.sql(sealed)).toHaveLength(1);
    await card.getByRole('button', { name: 'Disconnect' }).click();
    await dialog().getByRole('button', { name: 'Disconnect' }).click();
    await card.getByRole('button', { name: 'Connect', exact: true }).waitFor();
    expect(await stack.sql(sealed)).toHaveLength(0);
  }, 90_000);

  it('publishes a prompt, compares it with the one before, and rolls back', async () => {
    await open('prompts/planner');
    for (const [text, version] of [
      ['Offer walnut bread first.\nBe brief.', '1'],
      ['Offer rye loaf first.\nBe brief.', '2'],
    ] as const) {
      await page.getByRole('button', { name: 'New draft' }).click();
      await dialog().getByLabel('Text').fill(text);
      await dialog().getByRole('button', { name: 'Save draft' }).click();
      await rows()
        .filter({ hasText: `Version ${version}` })
        .getByRole('button', { name: 'Publish' })
        .click();
      await dialog().getByRole('button', { name: 'Publish' }).click();
      await page.locator(`[data-published="${version}"]`).waitFor();
    }
    await rows().filter({ hasText: 'Version 2' }).getByRole('button', { name: 'Compare' }).click();
    await dialog().locator('[data-change=added]').getByText('Offer rye loaf first.').waitFor();
    await dialog().locator('[data-change=removed]').getByText('Offer walnut bread first.').waitFor();
    expect(await dialog().locator('[data-change=same]').count()).toBe(1);
    await picture(page, 'prompt-diff');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Roll back' }).click();
    await dialog().getByRole('button', { name: 'Roll back' }).click();
    await page.locator('[data-published="1"]').getByText('Offer walnut bread first.').waitFor();
    expect(await stack.sql("SELECT FROM prompts WHERE version = 1 AND state = 'published'")).toHaveLength(1);
  }, 90_000);

  it('sells a plan, gives money back, and closes the page of a booking that is cancelled', async () => {
    await open('payments');
    await page.getByRole('button', { name: 'Add plan' }).click();
    await dialog().getByLabel('Code').fill('bread-club');
    await dialog().getByLabel('Name').fill('Bread every week');
    await dialog().getByLabel('Amount (USD)').fill('much');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog()
      .getByText(/Expected a sum of USD/)
      .first()
      .waitFor();
    await dialog().getByLabel('Amount (USD)').fill('25');
    await dialog().getByLabel('Paid').selectOption('Every month');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByRole('table', { name: 'Plans' }).getByText('$25.00').waitFor();

    const bought = await pageFor({ item: { product: 'Butter croissant', quantity: 4 } });
    await shop.stripe.pay(bought.session);
    await open('payments?status=paid');
    await page.getByRole('table', { name: 'Payments' }).getByRole('button').first().click();
    await dialog().getByLabel('Amount; empty: all that is left').fill('5');
    await dialog().getByRole('button', { name: 'Give money back' }).click();
    await page
      .getByRole('dialog', { name: 'Give money back?' })
      .getByRole('button', { name: 'Give money back' })
      .click();
    await dialog().getByText('$5.00').waitFor();
    await picture(page, 'refund');
    expect(shop.stripe.state.refunds.map(({ amount }) => amount)).toEqual([500]);

    const booking = await bookingOf('Lena', '11:00');
    const { session } = await pageFor({ booking: booking.number });
    await open(`calendar?day=${NEXT_DAY}&view=day`);
    await page.getByRole('button', { name: /^Lena, 11:00/ }).click();
    await dialog().getByRole('button', { name: 'Cancel booking' }).click();
    await page
      .getByRole('dialog', { name: 'Cancel this booking?' })
      .getByRole('button', { name: 'Cancel booking' })
      .click();
    await dialog().getByText('Cancelled').waitFor();
    // Long before the sweep comes by.
    const isClosed = () => shop.stripe.state.sessions.find(({ id }) => id === session)?.status === 'expired';
    await until('the payment page to be closed', 20_000, isClosed);
  }, 120_000);

  const json = (value: unknown) => value as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  async function pageFor(wanted: object): Promise<{ readonly session: string }> {
    const made = json(await call('POST', '/v1/payments', wanted));
    return { session: /cs_test_\w+/.exec(String(made['payment']?.['url']))?.[0] ?? '' };
  }
  async function bookingOf(guest: string, time: string): Promise<{ readonly number: unknown }> {
    const { resources } = (await call('GET', '/v1/resources')) as {
      readonly resources: readonly { readonly id: string }[];
    };
    const wish = { resource_id: resources[0]?.id, date: NEXT_DAY, start_time: time, guest_name: guest };
    const made = json(await call('POST', '/v1/bookings', wish));
    return { number: made['booking']?.['number'] };
  }

  it('keeps offers, customers’ words with a picture, and ready answers', async () => {
    await open('offers');
    await page.getByRole('button', { name: 'Add offer' }).click();
    await dialog().getByLabel('Text').fill('A tenth off rye in December');
    await dialog().getByLabel('Code').fill('RYE10');
    await dialog().getByLabel('Percent').fill('10');
    await dialog().getByLabel('Until').fill('2030-12-31');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('RYE10').first().waitFor();
    await page.getByRole('button', { name: 'Add words' }).click();
    await dialog().getByLabel('Text').fill('The best rye in town');
    await dialog().getByLabel('Customer').fill('Grace');
    await dialog().getByLabel('Picture (https)').fill('http://pictures.example/rye.jpg');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByRole('alert').waitFor();
    await dialog().getByLabel('Picture (https)').fill('https://pictures.example/rye.jpg');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('The best rye in town').waitFor();
    const kept = await stack.sql<{ image: string; percent: number }>(
      `SELECT t.image_url AS image, p.percent_bp / 100 AS percent FROM testimonies t JOIN promos p USING (tenant_id)
       WHERE t.author = 'Grace' AND p.code = 'RYE10'`,
    );
    expect(kept).toEqual([{ image: 'https://pictures.example/rye.jpg', percent: 10 }]);

    await open('settings/replies');
    await page.getByRole('button', { name: 'New canned reply' }).click();
    await dialog().getByLabel('Title').fill('Opening hours');
    await dialog().getByLabel('Short name').fill('hours');
    await dialog().getByLabel('Words').fill('We are open from seven to six.');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    await open('inbox');
    await page.locator('[data-conversation]').first().click();
    await page.getByRole('button', { name: 'Claim' }).click();
    await page.getByRole('button', { name: 'Canned replies' }).click();
    await page.getByRole('menuitem', { name: /Opening hours/ }).click();
    const field = page.getByLabel('Your reply to the customer');
    await until('the words to be in the field', 5_000, async () => (await field.inputValue()).includes('seven to six'));
    await field.press('Enter');
    await page.getByRole('log').getByText('We are open from seven to six.').waitFor();
    await page.getByRole('button', { name: 'Give back to the bot' }).click();
    await page.getByRole('button', { name: 'Claim' }).waitFor();
  }, 120_000);

  it('fetches the catalogue from its address, and stops', async () => {
    await open('products');
    await page.getByRole('button', { name: 'Catalogue address' }).click();
    await dialog().getByLabel('Address of the catalogue').fill(catalogue.url);
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByRole('button', { name: 'Fetch now' }).click();
    const fetched = () => stack.sql(`SELECT FROM products WHERE sku = 'A-1'`);
    await until('the catalogue to be fetched', 30_000, async () => (await fetched()).length === 1);
    await page.reload();
    await page.getByRole('button', { name: 'Catalogue address' }).click();
    await dialog().getByText('Products').waitFor();
    await picture(page, 'catalogue-address');
    await dialog().getByRole('button', { name: 'Stop fetching' }).click();
    await page
      .getByRole('dialog', { name: /Stop fetching/ })
      .getByRole('button', { name: 'Stop fetching' })
      .click();
    await page.getByRole('dialog', { name: 'Catalogue address' }).waitFor({ state: 'detached' });
    await rows().filter({ hasText: 'From afar' }).waitFor();
    expect(await stack.sql('SELECT FROM catalog_sources')).toEqual([]);
  }, 90_000);

  it('takes the shop’s words by language, rules by stage, and a timing back to the usual', async () => {
    const settings = async () =>
      json((json(await call('GET', '/v1/settings')) as object as { settings: unknown }).settings);
    const save = async () => {
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved').last().waitFor();
      // The form stands anew with what was saved.
      await page.getByRole('button', { name: 'Save' }).and(page.locator(':not([data-loading])')).waitFor();
    };
    await open('settings/handoff');
    await page.getByLabel('Nobody is there now').fill('Back at {opens}.');
    await page.getByText('עברית', { exact: true }).click();
    await page.getByLabel('Nobody is there now').fill('נחזור ב-{opens}.');
    await picture(page, 'settings-handoff-texts');
    await save();
    await open('settings/followUps');
    const stage = (name: string) => page.getByRole('region', { name });
    await page.getByRole('button', { name: 'Promo', exact: true }).click();
    await stage('Promo').getByLabel('After so many minutes of silence each').fill('30');
    await stage('Promo')
      .getByRole('button', { name: /Add own words/ })
      .click();
    await stage('Promo').getByLabel('Words of follow-up 1').fill('Still hungry?');
    await picture(page, 'settings-follow-ups-stages');
    await page.getByRole('button', { name: 'Closing', exact: true }).click();
    await stage('Closing').getByLabel('Follow up at this stage').uncheck();
    await save();
    expect(await settings()).toMatchObject({
      handoff: { texts: { outOfHours: { en: 'Back at {opens}.', he: 'נחזור ב-{opens}.' } } },
      followUps: {
        stages: {
          promo: { enabled: true, delaysMinutes: [30], texts: ['Still hungry?'] },
          closing: { enabled: false },
        },
      },
    });
    await page.reload();
    await page.getByText('Own rules').waitFor();
    await page.getByText('No follow-ups', { exact: true }).waitFor();

    await open('settings/timings');
    const quiet = page.getByLabel('A burst of messages ends after so many seconds without a new one');
    expect(await quiet.inputValue()).toBe('0.15');
    await quiet.fill('');
    await save();
    expect((await settings())['timings']).not.toHaveProperty('quietMs');
  }, 90_000);

  it('shows a viewer what there is, and nothing to change it with', async () => {
    const viewer = await openDashboard(await newContext(), `${stack.apiUrl}/orders`);
    await viewer.signIn('vera@bakery.example', PASSWORD);
    const deeds =
      /^(Confirm|Cancel|Add|Edit|Import|Catalogue|New|Close a|Upload|Read again|Delete|Connect|Test\b|Rotate|Publish|Roll|Withdraw|Complete|Export|Save|Preview)/;
    for (const path of PAGES.filter((one) => one !== 'audit')) {
      await show(viewer.page, path);
      expect([path, await viewer.page.locator('main').getByRole('button', { name: deeds }).allInnerTexts()]).toEqual([
        path,
        [],
      ]);
    }
    await show(viewer.page, 'orders');
    await viewer.page.getByRole('table').getByRole('button').first().click();
    await viewer.page.getByRole('dialog').getByText('Total').first().waitFor();
    expect(await viewer.page.getByRole('dialog').getByRole('button').count()).toBe(1);
    await viewer.page.goto(`${stack.apiUrl}/audit`);
    await viewer.page.getByRole('alert').waitFor();
    expect(viewer.troubles).toEqual([]);
  }, 120_000);

  it.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['hebrew', { locale: 'he-IL' }],
    ['phone', { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true }],
  ])(
    'can be used by everybody: %s',
    async (look, options) => {
      const seen = await openDashboard(await newContext(options), `${stack.apiUrl}/login`);
      await seen.page.locator('input[name=email]').fill('ada@bakery.example');
      await seen.page.locator('input[name=password]').fill(PASSWORD);
      await seen.page.locator('button[type=submit]').click();
      await seen.page.waitForURL((url) => !url.pathname.startsWith('/login'));
      for (const path of PAGES) {
        await show(seen.page, path);
        expect([path, await barriers(seen.page)]).toEqual([path, []]);
        const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        expect([path, await seen.page.evaluate(wide)]).toEqual([path, 0]);
        await picture(seen.page, `${path.split('?')[0]}-${look}`);
      }
      expect(seen.troubles).toEqual([]);
    },
    120_000,
  );

  it('breaks nothing on the way', () => {
    expect(admin.troubles).toEqual([]);
  });
});

/** Goes there by the navigation, also where a phone hides it, and waits until the page has what it asked for. */
async function show(page: Page, path: string): Promise<void> {
  const [name = path] = path.split(/[?/]/);
  if (path.includes('/')) await page.goto(new URL(`/${path}`, page.url()).href);
  else if (name === path) await page.locator(`nav a[href="/${path}"]`).dispatchEvent('click');
  else await page.goto(new URL(`/${path}&day=${DAY}`, page.url()).href);
  // The address is ahead of the page, which comes together with its mark in the navigation.
  await page.locator(`nav a[href="/${name}"][aria-current=page]`).waitFor({ state: 'attached' });
  await page.locator('main h2').first().waitFor();
  await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' });
  await page.locator('main [role=status].mantine-Loader-root').first().waitFor({ state: 'detached' });
}
