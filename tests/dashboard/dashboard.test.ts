import type { Browser, BrowserContext } from 'playwright-core';
import { startBrowser } from '#tests/support/browser.ts';
import { startShopSite } from '#tests/support/shop-site.ts';
import type { ShopSite } from '#tests/support/shop-site.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { visit } from '#tests/widget/chat-page.ts';
import { barriers, openDashboard, PASSWORD, picture } from './staff-page.ts';
import type { StaffPage } from './staff-page.ts';

const OFFER = 'Our walnut bread is fresh today. Would you like the walnut bread?';
const VIEW = { viewport: { width: 1360, height: 820 }, locale: 'en-US' };

/** The staff's web app in a real browser, as the API serves it, with its policy in force. */
describe('the dashboard', () => {
  let stack: Stack;
  let browser: Browser;
  let site: ShopSite;
  let admin: StaffPage;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), startBrowser()]);
    // Built when it is first asked for.
    await fetch(stack.apiUrl, { headers: { accept: 'text/html' } });
    site = await startShopSite({ host: 'nuts.example', apiUrl: stack.apiUrl, tenant: 'nut-house' });
    admin = await openDashboard(await newContext(), `${stack.apiUrl}/register`);
  }, 300_000);
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await Promise.all([browser.close(), stack.stop(), site.stop()]);
  });

  async function newContext(options: object = {}): Promise<BrowserContext> {
    const context = await browser.newContext({ ...VIEW, ...options });
    contexts.push(context);
    return context;
  }

  async function addColleague(name: string, role: string) {
    const body = JSON.stringify({ email: `${role}@nuts.example`, name, role, password: PASSWORD });
    const response = await stack.request('/v1/users?tenant=nut-house', { method: 'POST', body });
    expect(response.status).toBe(201);
  }

  it('opens a shop and lets its site show the chat', async () => {
    const { page } = admin;
    await page.getByLabel('Name of the shop').fill('Nut house');
    await page.getByLabel('Your name').fill('Ada');
    await page.getByLabel('E-mail').fill('ada@nuts.example');
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Register a shop' }).click();
    await page.getByText('No conversations yet').waitFor();

    const product = { name: 'Walnut bread', unit: 'unit', price: '7.50' };
    const response = await stack.request('/v1/products?tenant=nut-house', {
      method: 'POST',
      body: JSON.stringify(product),
    });
    expect(response.status).toBe(201);

    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('tab', { name: 'Web chat' }).click();
    const snippet = page.getByRole('textbox', { name: /before <\/head>/ });
    expect(await snippet.inputValue()).toContain('data-tenant="nut-house"');
    await page.getByLabel('Sites that may show the chat').fill(site.origin);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    await picture(page, 'settings-web-chat');
  }, 300_000);

  it('takes a conversation from the bot to a person and back, live on both sides', async () => {
    await addColleague('Noa', 'agent');
    const agent = await openDashboard(await newContext(), stack.apiUrl);
    await agent.signIn('agent@nuts.example', PASSWORD);
    await agent.page.locator('[data-live=true]').waitFor();

    const chat = await visit(await newContext(), site.origin);
    await chat.open();
    await chat.ask('Hello!');
    await chat.ask('I want to talk to a person, please');
    // The list hears of it without a reload.
    const row = agent.page.locator('[data-conversation]');
    await row.locator('[data-status=waiting]').waitFor();

    await agent.page.keyboard.press('j');
    await agent.page.keyboard.press('Enter');
    await agent.page.getByText('Asked for a person', { exact: true }).waitFor();
    await agent.page.getByRole('log').getByText('I want to talk to a person, please').waitFor();
    // What a person should know before they answer, and until when that is.
    await agent.page
      .getByLabel('What the person should know')
      .getByText(/last words/)
      .waitFor();
    await agent.page.getByText(/To be claimed by/).waitFor();
    await picture(agent.page, 'inbox-waiting');
    await agent.page.keyboard.press('c');
    const field = agent.page.getByLabel('Your reply to the customer');
    await field.fill(OFFER);
    await field.press('Enter');
    await chat.until('agent', 1);
    expect(await chat.texts('agent')).toEqual([OFFER]);

    await agent.page.locator('body').click({ position: { x: 5, y: 400 } });
    await agent.page.keyboard.press('n');
    const note = agent.page.getByLabel(/Note for colleagues/);
    await note.fill('Likes walnuts');
    await note.press('Enter');
    await agent.page.locator('[data-note]').getByText('Likes walnuts').waitFor();

    await chat.field.fill('Is it really fresh?');
    await chat.field.press('Enter');
    await agent.page.getByRole('log').getByText('Is it really fresh?').waitFor();
    await agent.page.getByText('Reply', { exact: true }).click();
    await field.fill('Baked this morning. Would you like the walnut bread?');
    await field.press('Enter');
    await chat.until('agent', 2);
    await picture(agent.page, 'inbox-claimed');

    await agent.page.getByRole('button', { name: 'Give back to the bot' }).click();
    await agent.page.getByRole('button', { name: 'Claim' }).waitFor();
    // Only the person of the shop ever named the bread.
    const answer = await chat.ask('Yes please, two');
    expect(answer).toMatch(/2 × walnut bread/i);
    await agent.page.getByRole('log').getByText('2 × Walnut bread').waitFor();
    await agent.page.getByRole('region', { name: 'Orders' }).getByText('#1001').waitFor();
    expect(chat.refused).toEqual([]);
    expect(agent.troubles).toEqual([]);

    await agent.page
      .getByRole('button', { name: /^How this was answered/ })
      .last()
      .click();
    await agent.page.locator('[data-tool=create_order]').waitFor();
    await agent.page.locator('[data-gate=passed]').waitFor();
    await picture(agent.page, 'inbox-trace');
  }, 300_000);

  it('shows a viewer everything and lets them change nothing', async () => {
    await addColleague('Vera', 'viewer');
    const viewer = await openDashboard(await newContext(), `${stack.apiUrl}/inbox`);
    const { page } = viewer;
    await viewer.signIn('viewer@nuts.example', PASSWORD);
    await page.locator('[data-conversation]').first().click();
    await page.getByRole('log').getByText(OFFER).waitFor();
    await page.locator('[data-note]').getByText('Likes walnuts').waitFor();
    for (const name of ['Claim', 'Send', 'Add label', 'Give back to the bot']) {
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    }
    expect(await page.getByRole('switch').isDisabled()).toBe(true);
    expect(await page.getByRole('link', { name: 'Team' }).count()).toBe(0);
    // The key that claims does nothing, and the API would refuse it.
    await page.keyboard.press('c');
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const { access_token: token } = await login('viewer@nuts.example');
    const claim = await fetch(`${stack.apiUrl}/v1/conversations/${id}/claim`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{}',
    });
    expect([claim.status, ((await claim.json()) as { code: string }).code]).toEqual([403, 'Forbidden']);
    const [row] = await stack.sql<{ status: string }>('SELECT status FROM conversations WHERE id = $1', [id]);
    expect(row?.status).toBe('bot');
    await page.goto(`${stack.apiUrl}/settings/widget`);
    await page.getByText('Only admins may change this.').waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    expect(viewer.troubles).toEqual([]);
  }, 300_000);

  async function login(email: string): Promise<{ access_token: string }> {
    const body = JSON.stringify({ email, password: PASSWORD });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${stack.apiUrl}/v1/auth/login`, { method: 'POST', headers, body });
    return (await response.json()) as { access_token: string };
  }

  it('makes a key that opens one part of the API', async () => {
    const { page } = admin;
    await page.goto(`${stack.apiUrl}/team`);
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByRole('dialog').getByLabel('What it is for').fill('Till');
    const scopes = page.getByRole('dialog').getByRole('combobox', { name: 'Opens' });
    await scopes.fill('Order');
    await page.getByRole('option', { name: 'Orders' }).click();
    await scopes.press('Tab');
    await picture(page, 'team-key');
    await page.getByRole('dialog').getByRole('button', { name: 'Make the key' }).click();
    const key = await page.getByRole('dialog').getByRole('textbox', { name: 'The key' }).inputValue();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('row', { name: /Till/ }).getByText('Orders').waitFor();
    const ask = (path: string) => fetch(`${stack.apiUrl}${path}`, { headers: { 'x-api-key': key } });
    expect((await ask('/v1/orders')).status).toBe(200);
    const refused = await ask('/v1/products');
    expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'ScopeMissing', scope: 'Products' }]);
  }, 300_000);

  it('stays signed in over a reload, renews what has run out, and signs out for good', async () => {
    const { page } = admin;
    await page.goto(`${stack.apiUrl}/team`);
    await page.getByRole('cell', { name: /Noa/ }).first().waitFor();
    await picture(page, 'team');
    // Every answer says that the token has run out, once: the page renews it and asks again.
    let refusals = 0;
    await page.route('**/v1/users', (route) => {
      refusals += 1;
      return refusals === 1 ? route.fulfill({ status: 401, body: '{}' }) : route.continue();
    });
    await page.getByRole('link', { name: 'Inbox' }).click();
    await page.getByRole('link', { name: 'Team' }).click();
    await page.getByRole('cell', { name: /Noa/ }).first().waitFor();
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.goto(`${stack.apiUrl}/team`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(new URL(page.url()).searchParams.get('next')).toBe('/team');
    expect(admin.troubles).toEqual([]);
  }, 300_000);

  it.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['Hebrew', { locale: 'he-IL' }],
    ['a phone', { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true }],
  ])(
    'can be used by everybody in %s',
    async (look, options) => {
      const { page, troubles } = await openDashboard(await newContext(options), `${stack.apiUrl}/login`);
      expect(await barriers(page)).toEqual([]);
      await page.locator('input[name=email]').fill('ada@nuts.example');
      await page.locator('input[name=password]').fill(PASSWORD);
      await page.locator('button[type=submit]').click();
      const row = page.locator('[data-conversation]').first();
      await row.waitFor();
      expect(await barriers(page)).toEqual([]);
      await row.click();
      await page.locator('[data-author=bot]').first().waitFor();
      await page.locator('[data-note]').waitFor();
      expect(await barriers(page)).toEqual([]);
      await picture(page, `inbox-${look.split(' ').at(-1)?.toLowerCase() ?? ''}`);
      for (const path of ['team', 'settings/widget']) {
        await page.goto(`${stack.apiUrl}/${path}`);
        await page.locator('main button').first().waitFor();
        await page.locator('main textarea, main table').first().waitFor();
        expect(await barriers(page)).toEqual([]);
      }
      const width = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(width).toBe(0);
      expect(troubles).toEqual([]);
    },
    120_000,
  );
});
