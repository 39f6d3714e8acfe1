import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExportSection } from '#adapters/db/privacy/export-contact.ts';
import { NotFound } from '#domain/errors.ts';
import type { Erasure } from '#domain/privacy/erasure.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { staffOf } from '#api/http/staff-of.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { eraseContactSpec, erasureSpec, exportContactSpec } from './schema.ts';
import type { ErasureView } from './schema.ts';

/** What a shop owes the people it talks to. */
export function privacyEndpoints({ privacy, records, clock }: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(exportContactSpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const sections = await privacy.exportContact(tenant.id, params.id);
      if (sections === undefined) throw unknown(params.id);
      response.attachment(`contact-${params.id}.json`).type('application/json');
      const head = { exported_at: clock().toISOString(), tenant: tenant.slug, contact_id: params.id };
      // A break in the middle ends the connection, so that nobody takes half for whole.
      await pipeline(Readable.from(written(head, sections)), response).catch((error: unknown) => {
        if (!response.headersSent) throw error;
      });
    }),
    defineEndpoint(eraseContactSpec, async ({ query, params, response }) => {
      const caller = callerOf(response);
      const tenant = await tenantFor(records, caller, query.tenant);
      const erasure = await privacy.erase({ tenantId: tenant.id, contactId: params.id }, staffOf(caller).id);
      response.status(202).json({ erasure: present(params.id, erasure) });
    }),
    defineEndpoint(erasureSpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const erasure = await privacy.erasure({ tenantId: tenant.id, contactId: params.id });
      if (erasure === undefined) throw unknown(params.id);
      response.json({ erasure: present(params.id, erasure) });
    }),
  ];
}

/** One JSON object, piece by piece. */
async function* written(head: object, sections: readonly ExportSection[]): AsyncIterable<string> {
  yield JSON.stringify(head).slice(0, -1);
  for (const section of sections) {
    yield `,\n${JSON.stringify(section.name)}:`;
    if ('value' in section) {
      yield JSON.stringify(section.value ?? null);
      continue;
    }
    let separator = '[';
    for await (const row of section.rows) {
      yield `${separator}\n${JSON.stringify(row)}`;
      separator = ',';
    }
    yield separator === '[' ? '[]' : ']';
  }
  yield '}\n';
}

function present(contactId: string, erasure: Erasure): ErasureView {
  return {
    contact_id: contactId,
    requested_at: erasure.requestedAt,
    rows_erased_at: erasure.rowsErasedAt,
    keys_destroyed_at: erasure.keysDestroyedAt,
    histories: erasure.histories,
    done_at: erasure.doneAt,
  };
}

function unknown(contactId: string): NotFound {
  return new NotFound(`contact ${contactId}: not found`);
}
