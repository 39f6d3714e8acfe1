import type { ConversationVault } from '#domain/privacy/vault.ts';

/** Seals nothing: for tests of what is around the vault. */
export const plainVault: ConversationVault = {
  seal: async (_place, value) => JSON.stringify(value),
  open: async (_place, sealed) => JSON.parse(sealed),
  sealLetter: async (_place, letter) => letter,
  openLetter: async (_place, letter) => letter,
};
