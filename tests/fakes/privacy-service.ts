import type { ApiDeps } from '#api/deps.ts';
import { NotFound } from '#domain/errors.ts';
import { plainVault } from './plain-vault.ts';

/** A shop that holds nothing about anybody and whose conversations never ran. */
export const fakePrivacy: Pick<ApiDeps, 'privacy' | 'codec' | 'operations'> = {
  privacy: {
    exportContact: async () => undefined,
    erase: () => Promise.reject(new NotFound('no such contact')),
    erasure: async () => undefined,
  },
  codec: {
    decode: async (payloads) => payloads.map((payload) => ({ payload, tenantIds: [] })),
    encode: async (payloads) => payloads,
  },
  operations: {
    runs: {
      look: nothing,
      retry: nothing,
      end: nothing,
      reset: nothing,
      terminate: nothing,
      signals: nothing,
    },
    letters: { list: async () => [], open: nothing, replayed: nothing, onRecord: async () => new Set() },
    vault: plainVault,
  },
};

function nothing(): Promise<never> {
  return Promise.reject(new NotFound('the conversation has no run'));
}
