import { v7 as uuid } from 'uuid';
import type { Lead, LeadBook, LeadDesk, LeadFilter } from '#domain/lead/lead.ts';
import type { PageRequest } from '#domain/page.ts';
import type { ToolCallRef } from '#domain/store.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { orNull, storable } from '#adapters/db/to-jsonb.ts';

/** A lead `l`. */
export const LEAD_JSON = `json_build_object('id', l.id, 'contactId', l.contact_id, 'conversationId', l.conversation_id, 'name', l.name,
  'email', l.email, 'whatsapp', l.whatsapp, 'interest', l.interest, 'source', l.source, 'consentAt', iso_utc(l.consent_at),
  'createdAt', iso_utc(l.created_at), 'updatedAt', iso_utc(l.updated_at))`;

const CAPTURE: Statement = {
  name: 'capture_lead',
  text: `
INSERT INTO leads AS l (tenant_id, id, contact_id, conversation_id, name, email, whatsapp, interest, source, consent_at)
SELECT $1, $2, $3, $4, $5, $6, $7, $8, ch.channel, $9
FROM conversations c JOIN channels ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
WHERE c.tenant_id = $1 AND c.id = $4
ON CONFLICT (tenant_id, contact_id) DO UPDATE SET name = excluded.name, email = coalesce(excluded.email, l.email),
  whatsapp = coalesce(excluded.whatsapp, l.whatsapp), interest = coalesce(excluded.interest, l.interest),
  consent_at = excluded.consent_at, updated_at = now()
RETURNING ${LEAD_JSON} AS lead`,
};

/** The text searched for is data: its wildcards stand for themselves. */
const LIST: Statement = {
  name: 'list_leads',
  text: `
SELECT ${LEAD_JSON} AS lead, l.created_at::text AS since FROM leads l WHERE l.tenant_id = $1
  AND ($3::text IS NULL OR strpos(lower(l.name), lower($3)) > 0 OR strpos(lower(coalesce(l.email, '')), lower($3)) > 0
    OR strpos(coalesce(l.whatsapp, ''), $3) > 0)
  AND ($4::text IS NULL OR l.source = $4)
  AND ($5::timestamptz IS NULL OR l.created_at >= $5) AND ($6::timestamptz IS NULL OR l.created_at < $6)
  AND ($7::timestamptz IS NULL OR (l.created_at <= $7 AND (l.created_at < $7 OR l.id > $8::uuid)))
ORDER BY l.created_at DESC, l.id LIMIT $2`,
};

type Row = { lead: Lead } & Record<string, unknown>;

export function createLeadDesk(tx: Tx, call: Pick<ToolCallRef, 'contactId' | 'conversationId'>): LeadDesk {
  return {
    async capture(lead, consentAt) {
      const [row] = await tx.rows<Row>(CAPTURE, [
        tx.tenantId,
        uuid(),
        call.contactId,
        call.conversationId,
        storable(lead.name),
        orNull(lead.email),
        orNull(lead.whatsapp),
        orNull(lead.interest),
        consentAt,
      ]);
      if (row === undefined) throw new Error('a lead was not returned by its own insert');
      return row.lead;
    },
  };
}

export function createLeadBook(db: Database): LeadBook {
  return {
    async list(tenantId: string, { search, source, from, to }: LeadFilter, page: PageRequest) {
      const [since = null, after = null] = page.after ?? [];
      const values = [tenantId, rowsWanted(page), search, source, from, to, since, after];
      const rows = await inTenant(db, tenantId, (tx) => tx.rows<Row & { since: string }>(LIST, values));
      return pageOf(
        rows,
        page,
        (row) => row.lead,
        (row) => [row.since, row.lead.id],
      );
    },
  };
}
