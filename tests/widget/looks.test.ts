import type { Browser } from 'playwright-core';
import { runCli } from '#cli/testing/run-cli.ts';
import { startBrowser } from '#tests/support/browser.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { startShopSite } from '#tests/support/shop-site.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { startTcpProxy } from '#tests/support/tcp-proxy.ts';
import { picture, recorded, visit } from './chat-page.ts';

describe('the widget', () => {
  let stack: Stack;
  let browser: Browser;
  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack({ tenant: quickTenant() }), startBrowser()]);
  }, 120_000);
  afterAll(() => Promise.all([browser.close(), stack.stop()]));

  async function allow(tenant: string, settings: object) {
    const body = JSON.stringify(settings);
    const response = await stack.request(`/v1/widget/settings?tenant=${tenant}`, { method: 'PUT', body });
    expect(response.status).toBe(200);
  }

  /** `colloquy widget set`; answers the settings it prints. */
  async function set(tenant: string, options: readonly string[]): Promise<unknown> {
    const key = ['--api-key', '-', '--url', stack.apiUrl];
    const env = { PATH: process.env['PATH'] ?? '' };
    const run = await runCli(['widget', 'set', '--tenant', tenant, ...options, ...key], { env, input: stack.adminKey });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    return JSON.parse(run.stdout);
  }

  it('reads from right to left in Hebrew', async () => {
    const site = await startShopSite({
      host: 'meat.example',
      apiUrl: stack.apiUrl,
      tenant: 'valdman',
      direction: 'rtl',
    });
    const looks = ['--allow', site.origin, '--accent', '#8c1d18', '--position', 'left'];
    expect(await set('valdman', looks)).toEqual({ origins: [site.origin], accent: '#8c1d18', position: 'left' });
    expect(await set('valdman', ['--forbid', 'https://elsewhere.example', '--accent', ''])).not.toHaveProperty(
      'accent',
    );
    expect(await set('valdman', ['--accent', '#8c1d18'])).toHaveProperty('origins', [site.origin]);
    const context = await browser.newContext({ viewport: { width: 900, height: 740 }, locale: 'he-IL' });
    const chat = await visit(context, site.origin);
    await chat.open();
    expect(await chat.ask('מה יש לכם היום?')).toMatch(/\p{Script=Hebrew}/u);
    await picture(chat.page, 'widget-hebrew');

    const box = async (selector: string) => {
      const found = await chat.panel.locator(selector).last().boundingBox();
      if (found === null) throw new Error(`${selector} is not shown`);
      return found;
    };
    const [panel, own, bot] = [await box('.log'), await box('.visitor .bubble'), await box('.bot .bubble')];
    const middle = panel.x + panel.width / 2;
    // One's own words stand at the end of the line: on the left.
    expect(own.x + own.width).toBeLessThan(middle + own.width / 2);
    expect(bot.x + bot.width).toBeGreaterThan(panel.x + panel.width - 30);
    expect((await box('.send')).x).toBeLessThan((await box('textarea')).x);
    await context.close();
    await site.stop();
  });

  it('fills a phone, and leaves it when closed', async () => {
    const site = await startShopSite({ host: 'bakery.example', apiUrl: stack.apiUrl, tenant: 'joannas-bakery' });
    await allow('joannas-bakery', { origins: [site.origin], accent: '#0b6e4f' });
    const context = await browser.newContext({
      viewport: { width: 390, height: 780 },
      hasTouch: true,
      isMobile: true,
      locale: 'en-US',
    });
    const chat = await visit(context, site.origin);
    await chat.launcher.tap();
    await chat.ask('What cakes do you have?');
    await picture(chat.page, 'widget-phone');
    expect(await chat.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 780 });
    expect(await chat.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await chat.panel.getByRole('button', { name: 'Close chat' }).tap();
    expect(await chat.launcher.isVisible()).toBe(true);
    await context.close();
    await site.stop();
  });

  it('survives a cut in the middle of an answer: nothing is lost, nothing is said twice', async () => {
    const wire = await startTcpProxy(stack.apiUrl.replace('http://', ''));
    const site = await startShopSite({ host: 'far.example', apiUrl: `http://${wire.address}`, tenant: 'glow' });
    await allow('glow', { origins: [site.origin], language: 'en' });
    const context = await browser.newContext({ locale: 'en-US' });
    const chat = await visit(context, site.origin);
    await chat.open();
    await chat.ask('Halo');

    // Answers are held back, so that the cut comes when the server has the message and the visitor not yet its reply.
    wire.mute();
    await chat.field.fill('Produk apa saja yang ada?');
    await chat.field.press('Enter');
    await recorded(stack, 'Produk apa saja yang ada?');
    await wire.cut();
    await chat.panel.getByText('No connection.').waitFor();
    await picture(chat.page, 'widget-offline');
    wire.unmute();
    await wire.mend();
    await chat.until('bot', 2);
    await chat.panel.getByText('No connection.').waitFor({ state: 'hidden' });

    // While there is no line at all a message fails in sight, and goes out by a press of a button.
    await wire.cut();
    await chat.field.fill('Terima kasih');
    await chat.field.press('Enter');
    await chat.panel.getByText('Not sent.').waitFor();
    await wire.mend();
    await chat.panel.locator('.message').getByRole('button', { name: 'Try again' }).click();
    await chat.until('bot', 3);
    expect(await chat.texts('visitor')).toEqual(['Halo', 'Produk apa saja yang ada?', 'Terima kasih']);
    const rows = await stack.sql<{ text: string }>(
      "SELECT m.text FROM messages m JOIN tenants t ON t.id = m.tenant_id WHERE t.slug = 'glow' AND m.author = 'customer' ORDER BY m.seq",
    );
    expect(rows.map(({ text }) => text)).toEqual(['Halo', 'Produk apa saja yang ada?', 'Terima kasih']);
    await context.close();
    await site.stop();
    await wire.cut();
  });
});
