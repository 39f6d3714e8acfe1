import type { Browser, BrowserContext } from 'playwright-core';
import { startBrowser } from '#tests/support/browser.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { startShopSite } from '#tests/support/shop-site.ts';
import type { ShopSite } from '#tests/support/shop-site.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { picture, recorded, visit } from './chat-page.ts';

const BAKERY = 'joannas-bakery';
const NOA = { id: 'noa', name: 'Noa' };

/** Run in the page: what the element with the focus is called, also inside the chat. */
const NAME_OF_FOCUS = `(() => {
  const active = document.querySelector('#colloquy-widget').shadowRoot.activeElement;
  return active ? active.getAttribute('aria-label') : document.activeElement.tagName;
})()`;

/** The chat in a real browser, on a shop's site of another host and port, with a strict policy of its own. */
describe('the widget', () => {
  let stack: Stack;
  let browser: Browser;
  let site: ShopSite;
  let stranger: ShopSite;
  let context: BrowserContext;
  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack({ tenant: quickTenant() }), startBrowser()]);
    site = await startShopSite({ host: 'bakery.example', apiUrl: stack.apiUrl, tenant: BAKERY });
    stranger = await startShopSite({ host: 'stranger.example', apiUrl: stack.apiUrl, tenant: BAKERY });
    await allow(BAKERY, { origins: [site.origin], accent: '#0b6e4f', starters: ['What cakes do you have?'] });
  }, 120_000);
  afterAll(() => Promise.all([browser.close(), stack.stop(), site.stop(), stranger.stop()]));
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1000, height: 760 }, locale: 'en-US' });
  });
  afterEach(() => context.close());

  async function allow(tenant: string, settings: object) {
    const body = JSON.stringify(settings);
    const response = await stack.request(`/v1/widget/settings?tenant=${tenant}`, { method: 'PUT', body });
    expect(response.status).toBe(200);
  }
  async function newestConversation() {
    const [row] = await stack.sql<{ id: string }>('SELECT id FROM conversations ORDER BY id DESC LIMIT 1');
    return row?.id ?? '';
  }
  async function act(conversation: string, what: string, body: object) {
    const path = `/v1/conversations/${conversation}/${what}?tenant=${BAKERY}`;
    const response = await stack.request(path, { method: 'POST', body: JSON.stringify(body) });
    expect(response.status).toBe(200);
  }

  it('talks, shows what can be bought, and remembers after a reload', async () => {
    const chat = await visit(context, site.origin);
    await chat.open();
    await chat.panel.getByRole('button', { name: 'What cakes do you have?' }).click();
    await chat.until('bot', 1);
    const [offer = ''] = await chat.texts('bot');
    expect(offer).toMatch(/cake/i);
    await chat.panel.getByRole('button', { name: 'Choose: Chocolate fudge cake' }).click();
    await chat.until('bot', 2);
    expect(await chat.texts('visitor')).toEqual(['What cakes do you have?', 'I would like Chocolate fudge cake']);
    const bot = await chat.texts('bot');
    expect(bot[1]).toMatch(/chocolate fudge cake/i);

    await chat.page.reload();
    await chat.until('bot', 2);
    expect(await chat.texts('visitor')).toEqual(['What cakes do you have?', 'I would like Chocolate fudge cake']);
    expect(await chat.texts('bot')).toEqual(bot);
    expect(await chat.panel.locator('.starters').first().isVisible()).toBe(false);
    expect(chat.refused).toEqual([]);
  });

  it('tells two visitors apart', async () => {
    const first = await visit(context, site.origin);
    await first.open();
    await first.ask('Hello!');
    const otherContext = await browser.newContext();
    const other = await visit(otherContext, site.origin);
    await other.open();
    await other.ask('Hi, do you have bread?');
    expect(await other.texts('visitor')).toEqual(['Hi, do you have bread?']);
    await otherContext.close();
    expect(await first.texts('visitor')).toEqual(['Hello!']);
  });

  it('lets a person of the shop take over, live, and give back', async () => {
    const chat = await visit(context, site.origin);
    await chat.open();
    await chat.ask('Hello!');
    const conversation = await newestConversation();
    await act(conversation, 'claim', { agent: NOA });
    await chat.panel.getByText('You are talking to Noa').waitFor();
    await act(conversation, 'reply', { agent: NOA, text: 'Noa here, which date is the party?', key: 'n1' });
    await chat.until('agent', 1);
    expect(await chat.texts('agent')).toEqual(['Noa here, which date is the party?']);
    expect(await chat.panel.locator('.message.agent .author').innerText()).toBe('Noa');

    await chat.field.fill('On Sunday');
    await chat.field.press('Enter');
    await recorded(stack, 'On Sunday');
    await act(conversation, 'reply', { agent: NOA, text: 'Sunday is fine.', key: 'n2' });
    await chat.until('agent', 2);
    const silent = await chat.texts('bot');
    expect(silent).toHaveLength(1);

    await picture(chat.page, 'widget-handoff');
    await act(conversation, 'release', { agent: NOA });
    await chat.panel.getByText('Automatic assistant').waitFor();
    expect(await chat.ask('Thank you! What cakes do you have?')).toMatch(/^(?!.*colleague).*cake/is);
  });

  it('counts what is said while it is closed', async () => {
    const chat = await visit(context, site.origin);
    await chat.open();
    await chat.ask('Hello!');
    await chat.page.keyboard.press('Escape');
    const conversation = await newestConversation();
    await act(conversation, 'claim', { agent: NOA });
    await act(conversation, 'reply', { agent: NOA, text: 'Are you still there?', key: 'n3' });
    await chat.page.getByRole('button', { name: 'Open chat (1 new message)' }).click();
    expect(await chat.texts('agent')).toEqual(['Are you still there?']);
    expect(await chat.launcher.getAttribute('aria-label')).toBe('Close chat');
  });

  it('works without a mouse, and says to screen readers what was answered', async () => {
    const { page, panel, field, ...chat } = await visit(context, site.origin);
    await chat.launcher.waitFor();
    const focused = () => page.evaluate<unknown>(NAME_OF_FOCUS);
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('A');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Open chat');
    await page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'What cakes do you have?' }).waitFor();
    expect(await focused()).toBe('Your message');
    await page.keyboard.type('When do you deliver?');
    await page.keyboard.press('Enter');
    await chat.until('bot', 1);
    expect(await focused()).toBe('Your message');
    const spoken = page.locator('[aria-live=polite]');
    expect(await spoken.innerText()).toBe(`Assistant: ${(await chat.texts('bot'))[0]}`);

    // Tab goes round inside the dialog, in both directions.
    await field.fill('x');
    const stops: unknown[] = [];
    for (let step = 0; step < 4; step += 1) {
      await page.keyboard.press('Tab');
      stops.push(await focused());
    }
    expect(stops).toEqual(['Send', 'Close chat', 'Conversation', 'Your message']);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('Send');
    await page.keyboard.press('Escape');
    expect(await panel.isVisible()).toBe(false);
    expect(await focused()).toBe('Open chat');
  });

  it('shows nothing on a site that is not on the list, and the server answers it nothing', async () => {
    const chat = await visit(context, stranger.origin);
    const warned = chat.page.waitForEvent('console', { predicate: (line) => line.text().includes('widget.origins') });
    await chat.page.reload();
    expect((await warned).text()).toContain(stranger.origin);
    expect(chat.refused).toContain('net::ERR_FAILED /v1/widget/bootstrap');
    expect(await chat.launcher.count()).toBe(0);
    const stolen = await chat.page.evaluate(async (url) => {
      const attempt = await fetch(`${url}/v1/widget/session?tenant=joannas-bakery`, { method: 'POST' }).catch(String);
      return typeof attempt === 'string' ? attempt : await attempt.text();
    }, stack.apiUrl);
    expect(stolen).toBe('TypeError: Failed to fetch');
  });
});
