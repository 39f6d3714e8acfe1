import { validate } from 'uuid';
import type { AuditLine } from '#domain/account/audit.ts';
import { InvalidInput } from '#domain/errors.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { auditLogSpec } from './schema.ts';
import type { LineView } from './schema.ts';

/** The log of who did what. */
export function auditLogEndpoints({ accounts, records }: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(auditLogSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { limit, after } = pageRequest(query, 1);
      const before = after?.[0] ?? null;
      if (before !== null && !validate(before)) throw new InvalidInput('cursor: not one of this listing');
      const lines = await accounts.auditLog(tenant.id, { limit: limit + 1, before });
      const shown = lines.slice(0, limit);
      const last = lines.length > limit ? shown.at(-1) : undefined;
      response.json({ entries: shown.map(present), next_cursor: cursorOf(last ? [last.id] : null) });
    }),
  ];
}

function present({ id, at, actor, action, subject, subjectId, details, requestId }: AuditLine): LineView {
  return {
    id,
    at,
    actor,
    action,
    subject: subject === undefined || subjectId === undefined ? null : { kind: subject, id: subjectId },
    details: { ...details },
    request_id: requestId ?? null,
  };
}
