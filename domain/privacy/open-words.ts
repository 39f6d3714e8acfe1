import type { ConversationVault, VaultPlace } from './vault.ts';

/** How a sealed text begins; nobody's own words are taken for one, since words are always sealed before they travel. */
export const SEALED_PREFIX = 'sealed:1:';

/** Fields of a colleague's action that hold words about a customer, or to one. */
const WORDS: ReadonlySet<string> = new Set(['text', 'reason', 'note', 'comment', 'summary', 'question']);

/** The action with its words sealed. @throws as `ConversationVault.seal` */
export async function sealWords<T>(vault: Pick<ConversationVault, 'seal'>, place: VaultPlace, action: T): Promise<T> {
  return mapStrings(action, (value, name) => (WORDS.has(name) && value !== '' ? vault.seal(place, value) : undefined));
}

/** The action as it was before `sealWords`. @throws as `ConversationVault.open` */
export async function openWords<T>(vault: Pick<ConversationVault, 'open'>, place: VaultPlace, action: T): Promise<T> {
  return mapStrings(action, (value) => (value.startsWith(SEALED_PREFIX) ? openText(vault, place, value) : undefined));
}

async function openText(vault: Pick<ConversationVault, 'open'>, place: VaultPlace, sealed: string): Promise<string> {
  const value = await vault.open(place, sealed);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Changes the strings that stand directly in `action`. */
async function mapStrings<T>(
  action: T,
  change: (value: string, name: string) => Promise<string> | undefined,
): Promise<T> {
  if (typeof action !== 'object' || action === null || Array.isArray(action)) return action;
  const changed = await Promise.all(
    Object.entries(action).map(async ([name, value]: [string, unknown]): Promise<[string, unknown]> => [
      name,
      typeof value === 'string' ? ((await change(value, name)) ?? value) : value,
    ]),
  );
  return Object.fromEntries(changed) as T;
}
