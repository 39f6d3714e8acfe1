import type { BootstrapView } from '#api/routes/widget/schema.ts';
import { ApiError } from './net/api-error.ts';
import { createClient } from './net/client.ts';
import type { Client } from './net/client.ts';
import { createSessionStore } from './net/session-store.ts';
import { createChat } from './state/chat.ts';
import { createStore } from './state/store.ts';
import { mountWidget } from './view/widget.ts';
import type { Widget } from './view/widget.ts';

/*
 * <script src="https://…/widget.js" data-tenant="…" async></script>
 * `data-language` and `data-position` (left or right) overrule the shop's settings for one page. The page may open and
 * close the chat itself: `ColloquyWidget.open()`.
 */

declare global {
  interface Window {
    ColloquyWidget?: Widget;
  }
}

/** Pauses before the first request is tried again, ms. */
const PAUSES_MS = [2_000, 10_000, 30_000];

const script = document.currentScript;
const tenant = script?.dataset['tenant'];
if (!(script instanceof HTMLScriptElement) || tenant === undefined || tenant === '') {
  warn('the script tag needs data-tenant="…", the slug of your shop.');
} else if (window.ColloquyWidget === undefined) {
  void begin(script, tenant);
}

async function begin({ src, dataset }: HTMLScriptElement, slug: string): Promise<void> {
  const sessions = createSessionStore(slug);
  const client = createClient(new URL(src).origin, slug, sessions);
  const looks = await load(client, slug);
  if (looks === undefined) return;
  const { language = looks.language, position } = dataset;
  const store = createStore();
  const chat = createChat(client, store, sessions);
  const key = `colloquy:${slug}:open`;
  await bodyIsThere();
  window.ColloquyWidget = mountWidget(
    {
      looks: { ...looks, language, position: position === 'left' || position === 'right' ? position : looks.position },
      chat,
      store,
    },
    { isOpen: remembered(key), remember: (isOpen) => remember(key, isOpen) },
  );
  // Who has talked before hears of answers while the chat is closed.
  if (sessions.read()?.talked === true) chat.start();
}

/** How the chat looks; undefined when it may not stand here. */
async function load(client: Client, slug: string): Promise<BootstrapView | undefined> {
  for (const pause of [...PAUSES_MS, undefined]) {
    try {
      return await client.bootstrap();
    } catch (error) {
      if (error instanceof ApiError && !error.isPassing) {
        warn(error.message);
        return undefined;
      }
      warn(
        `"${slug}" can not be reached. When this goes on: is ${location.origin} on the list of sites (widget.origins) of the shop?`,
      );
      if (pause !== undefined) await new Promise((resolve) => window.setTimeout(resolve, pause));
    }
  }
  return undefined;
}

/** The script may run before the page's body has begun. */
function bodyIsThere(): Promise<void> | undefined {
  if (document.readyState !== 'loading') return undefined;
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', () => resolve(), { once: true }));
}

function remembered(key: string): boolean {
  try {
    return sessionStorage.getItem(key) === 'yes';
  } catch {
    return false;
  }
}

function remember(key: string, isOpen: boolean): void {
  try {
    sessionStorage.setItem(key, isOpen ? 'yes' : 'no');
  } catch {
    // Without storage the next page begins closed.
  }
}

function warn(text: string): void {
  console.warn(`Colloquy chat: ${text}`);
}
