import { z } from 'zod';

const payload = z.looseObject({
  metadata: z.record(z.string(), z.base64()).optional(),
  data: z.base64().optional(),
});

/** Temporal's remote codec protocol: payloads in protobuf's JSON, as many back as were sent. */
const payloads = z.object({
  payloads: z.array(payload).max(1_000).default([]).describe('Left out = none: protobuf leaves empty lists out.'),
});

const common = { method: 'post', tag: 'Operations', body: payloads } as const;
const refusals = [
  { status: 401, description: 'No valid token or key' },
  { status: 403, description: 'Only admins may' },
  { status: 404, description: '`X-Namespace` is not the namespace of this deployment' },
  { status: 422, description: 'The body does not fit' },
] as const;

export const decodeSpec = {
  ...common,
  access: 'admin',
  path: '/codec/decode',
  operationId: 'decodePayloads',
  summary: 'Make payloads of workflow histories readable (Temporal’s codec server protocol)',
  answers: [
    {
      status: 200,
      description: 'As many payloads, readable. A tenant’s people see their own; what was erased says so.',
      schema: payloads,
    },
    ...refusals,
  ],
} as const;

export const encodeSpec = {
  ...common,
  access: 'platform',
  path: '/codec/encode',
  operationId: 'encodePayloads',
  summary: 'Encrypt payloads for workflows (Temporal’s codec server protocol)',
  answers: [{ status: 200, description: 'As many payloads, encrypted', schema: payloads }, ...refusals],
} as const;

export const codecLoginSpec = {
  method: 'get',
  tag: 'Operations',
  access: 'admin',
  path: '/codec/login',
  operationId: 'codecLogin',
  summary: 'Have a browser remember a key (Basic) for Temporal’s Web UI, which has no token of ours to send',
  answers: [{ status: 200, description: 'It does', contentType: 'text/plain' }, ...refusals.slice(0, 2)],
} as const;
