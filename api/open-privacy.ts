import type { Client } from '@temporalio/client';
import { createCodecDesk } from '#adapters/crypto/codec-endpoint.ts';
import type { CodecDesk } from '#adapters/crypto/codec-endpoint.ts';
import type { Keyring } from '#adapters/crypto/keyring.ts';
import { createPayloadCodec } from '#adapters/crypto/payload-codec.ts';
import { createDeadLetterBook } from '#adapters/db/conversation/dead-letters.ts';
import { withoutTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createErasureStore } from '#adapters/db/privacy/erasure-store.ts';
import { exportContact } from '#adapters/db/privacy/export-contact.ts';
import { createRunOperations } from '#adapters/temporal/run-operations.ts';
import { createStartErasure } from '#adapters/temporal/start-erasure.ts';
import type { ConversationVault } from '#domain/privacy/vault.ts';
import type { OperationsService } from './operations-service.ts';
import type { PrivacyService } from './privacy-service.ts';

/** Part of the composition root: export, erasure, readable histories, and what operators do. */
export function openPrivacy(parts: {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly vault: ConversationVault;
  readonly client: Client;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly limitMs: number;
  readonly graceMs: number;
}): { readonly privacy: PrivacyService; readonly codec: CodecDesk; readonly operations: OperationsService } {
  const { database, keyring, vault, client, namespace } = parts;
  const codec = createPayloadCodec(keyring);
  const erasures = createErasureStore(database);
  const startErasure = createStartErasure(client, parts);
  return {
    privacy: {
      exportContact: (tenantId, contactId) => exportContact(database, tenantId, contactId),
      async erase(erasure, by) {
        const asked = await erasures.request(erasure, by);
        if (asked.doneAt === null) await startErasure(erasure);
        return asked;
      },
      erasure: (erasure) => erasures.find(erasure),
    },
    codec: createCodecDesk({
      codec,
      vault,
      async tenantsOfKeys(ids) {
        const rows = await withoutTenant<{ tenant_id: string }>(database, OWNERS, [ids]);
        return rows.map((row) => row.tenant_id);
      },
    }),
    operations: {
      runs: createRunOperations(client, namespace, codec),
      letters: createDeadLetterBook(database, keyring),
      vault,
    },
  };
}

const OWNERS = { name: 'tenants_of_keys', text: 'SELECT tenant_id FROM tenants_of_keys($1::uuid[])' };
