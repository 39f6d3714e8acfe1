import type { WidgetHistory } from '#domain/widget/history.ts';
import type { WidgetSettings } from '#domain/widget/settings.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';

const READ: Statement = {
  name: 'widget_history',
  text: `
SELECT c.id AS "conversationId", c.status, c.assignee_name AS agent,
  (SELECT coalesce(json_agg(x.j ORDER BY x.seq), '[]') FROM (
    SELECT m.seq, json_build_object('seq', m.seq, 'author', m.author, 'text', m.text, 'turn', m.turn, 'at', iso_utc(m.sent_at),
      'agent', m.staff_name, 'providerMessageId', m.provider_message_id, 'attachments', coalesce(m.attachments, '[]'),
      'receipts', CASE WHEN m.author <> 'bot' THEN '[]' ELSE (
        SELECT coalesce(json_agg(json_build_object('tool', r.tool, 'data', r.result->'data', 'effect', r.result->'effect')
          ORDER BY r.step, r.created_at), '[]') FROM tool_receipts r
        WHERE r.tenant_id = $1 AND r.conversation_id = c.id AND r.turn = m.turn AND r.result->>'ok' = 'true') END) AS j
    FROM messages m WHERE m.tenant_id = $1 AND m.conversation_id = c.id AND m.author <> 'system' AND m.seq > $3
    ORDER BY m.seq DESC LIMIT $4) x) AS messages
FROM conversations c WHERE c.tenant_id = $1 AND c.workflow_id = $2`,
};

const SAVE: Statement = {
  name: 'save_widget',
  text: `UPDATE tenants SET settings = jsonb_set(settings, '{widget}', $2::jsonb)
    WHERE id = $1 AND settings->'widget' IS DISTINCT FROM $2::jsonb`,
};

/** What the widget reads and its owner writes. */
export interface WidgetRecords {
  /** The newest `limit` messages after `after`; undefined while nobody has written. */
  history(
    tenantId: string,
    workflowId: string,
    from: { readonly after: number; readonly limit: number },
  ): Promise<WidgetHistory | undefined>;
  save(tenantId: string, settings: WidgetSettings): Promise<void>;
}

export function createWidgetRecords(db: Database): WidgetRecords {
  return {
    async history(tenantId, workflowId, { after, limit }) {
      const values = [tenantId, workflowId, after, limit];
      const [row] = await inTenant(db, tenantId, (tx) =>
        tx.last<{ [K in keyof WidgetHistory]: WidgetHistory[K] }>(READ, values),
      );
      return row;
    },
    save: (tenantId, settings) =>
      inTenant(db, tenantId, async (tx) => {
        await tx.last(SAVE, [tenantId, toJsonb(settings)]);
      }),
  };
}
