import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Stack } from '#tests/support/stack.ts';

/** A page of a shop with the chat on it; locators look into the shadow root. */
export interface ChatPage {
  readonly page: Page;
  readonly launcher: Locator;
  readonly panel: Locator;
  readonly field: Locator;
  /** Finished messages of one author, as their readers see them. */
  texts(author: 'visitor' | 'bot' | 'agent'): Promise<string[]>;
  open(): Promise<void>;
  /** Says something and waits for one more reply of the bot. */
  ask(text: string): Promise<string>;
  /** Waits until the author has said this much. */
  until(author: 'visitor' | 'bot' | 'agent', count: number): Promise<void>;
  /** What was answered with an error or not at all, `404 /v1/widget/bootstrap`. */
  readonly refused: readonly string[];
}

/** Waits until the shop has a visitor's message in its record. */
export async function recorded(stack: Stack, text: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await stack.sql("SELECT FROM messages WHERE text = $1 AND author = 'customer'", [text]);
    if (found.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`"${text}" was not recorded`);
}

/** Keeps a picture for people to look at: `SCREENSHOTS=docs/images npx jest tests/widget`. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'] ?? join(tmpdir(), 'colloquy-pictures');
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** The machine is shared by many tests. */
const PATIENCE = { timeout: 30_000 };

export async function visit(context: BrowserContext, origin: string): Promise<ChatPage> {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE.timeout);
  const refused: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) refused.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // A page that is left ends its requests.
    if (why !== 'net::ERR_ABORTED') refused.push(`${why} ${new URL(request.url()).pathname}`);
  });
  page.on('pageerror', (error) => refused.push(`error: ${error.message}`));
  await page.goto(origin);
  const panel = page.locator('.panel');
  const messages = (author: string) => panel.locator(`.message.${author}.sent`);
  const until = async (author: string, count: number) => {
    const last = messages(author).nth(count - 1);
    await last.waitFor(PATIENCE).catch(async (error: unknown) => {
      const shown = await panel.innerText();
      throw new Error(`no message ${count} of ${author}; the chat shows:\n${shown}\nrefused: ${refused.join(', ')}`, {
        cause: error,
      });
    });
  };
  const chat: ChatPage = {
    page,
    panel,
    refused,
    launcher: page.locator('.launcher'),
    field: panel.locator('textarea'),
    texts: (author) => messages(author).locator('.bubble').allInnerTexts(),
    until,
    async open() {
      await chat.launcher.click();
      await panel.locator('.banner').waitFor({ ...PATIENCE, state: 'hidden' });
    },
    async ask(text) {
      const before = await messages('bot').count();
      await chat.field.fill(text);
      await chat.field.press('Enter');
      await until('bot', before + 1);
      return (await chat.texts('bot')).at(-1) ?? '';
    },
  };
  return chat;
}
