import type { Lead } from '#domain/lead/lead.ts';
import type { SubjectBook } from '#domain/webhook/subject-book.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import { LEAD_JSON } from '#adapters/db/lead/leads.ts';
import type { Database } from '#adapters/db/pool.ts';

const MESSAGE: Statement = {
  name: 'place_of_message',
  text: `SELECT conversation_id AS "conversationId", seq FROM messages WHERE tenant_id = $1 AND id = $2`,
};
const LEAD: Statement = {
  name: 'lead_by_id',
  text: `SELECT ${LEAD_JSON} AS lead FROM leads l WHERE l.tenant_id = $1 AND l.id = $2`,
};
const NOTE: Statement = {
  name: 'note_by_id',
  text: `
SELECT json_build_object('id', n.id, 'by', json_build_object('id', n.staff_id, 'name', n.staff_name), 'text', n.text,
  'at', iso_utc(n.created_at)) AS note FROM notes n WHERE n.tenant_id = $1 AND n.id = $2`,
};

export function createSubjectBook(db: Database): SubjectBook {
  async function one<Row extends object>(statement: Statement, tenantId: string, id: string): Promise<Row | undefined> {
    const rows = await inTenant(db, tenantId, (tx) =>
      tx.last<Row & Record<string, unknown>>(statement, [tenantId, id]),
    );
    return rows[0];
  }
  return {
    placeOfMessage: (tenantId, id) => one<{ conversationId: string; seq: number }>(MESSAGE, tenantId, id),
    lead: async (tenantId, id) => (await one<{ lead: Lead }>(LEAD, tenantId, id))?.lead,
    note: async (tenantId, id) => (await one<{ note: object }>(NOTE, tenantId, id))?.note,
  };
}
