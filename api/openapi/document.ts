import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import type { Access, DocumentedAnswer, Endpoint } from '#api/http/endpoint.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 document of these endpoints, made from the schemas that validate their input. */
export function openApiDocument(endpoints: readonly Endpoint[], publicUrl: string): JsonObject {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    const { path, method } = endpoint.spec;
    (paths[path] ??= {})[method] = operation(endpoint);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Colloquy', version: '1', description: 'Durable sales conversations over HTTP.' },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: SECURITY_SCHEMES,
      schemas: { Problem: toSchema(problem, 'output') },
    },
  };
}

const SECURITY_SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The access token of a person, from POST /v1/auth/login.',
  },
  apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'A key of a shop.' },
  platformKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'The key of the platform’s operator.' },
} as const;

/** The least role is in `x-access`: OpenAPI has no word for roles outside OAuth. */
function securityOf(access: Access): JsonObject[] {
  return access === 'platform' ? [{ platformKey: [] }] : [{ bearer: [] }, { apiKey: [] }, { platformKey: [] }];
}

const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable name to switch on.'),
    detail: z.string(),
    request_id: z.string(),
  })
  .describe('RFC 9457 problem document.');

const idempotencyHeader = z.object({
  'idempotency-key': z
    .string()
    .max(200)
    .optional()
    .describe('Your own id of this request: sent again within a day, it is answered the same and done once.'),
});

function isDeed({ access, method, upload, secretBody }: Endpoint['spec']): boolean {
  return access !== 'public' && method === 'post' && upload === undefined && secretBody === undefined;
}

function operation({ spec }: Endpoint): JsonObject {
  const parameters = [
    ...parametersOf(spec.params, 'path'),
    ...parametersOf(spec.query, 'query'),
    ...parametersOf(spec.headers, 'header'),
    ...(isDeed(spec) ? parametersOf(idempotencyHeader, 'header') : []),
  ];
  return {
    operationId: spec.operationId,
    summary: spec.summary,
    tags: [spec.tag],
    ...(spec.access !== 'public' && { security: securityOf(spec.access), 'x-access': spec.access }),
    ...(parameters.length > 0 && { parameters }),
    ...(spec.body && {
      requestBody: { required: true, content: { 'application/json': { schema: toSchema(spec.body, 'input') } } },
    }),
    ...(spec.upload && {
      requestBody: { required: true, content: { 'multipart/form-data': { schema: toSchema(spec.upload, 'input') } } },
    }),
    responses: Object.fromEntries(spec.answers.map((answer) => [String(answer.status), response(answer)])),
  };
}

function parametersOf(schema: z.ZodType | undefined, where: 'path' | 'query' | 'header'): JsonObject[] {
  if (!(schema instanceof z.ZodObject)) return [];
  const json = toSchema(schema, 'input');
  const properties = (json['properties'] ?? {}) as Record<string, JsonObject>;
  const required = (json['required'] ?? []) as readonly string[];
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property;
    return {
      name,
      in: where,
      required: where === 'path' || required.includes(name),
      ...(description !== undefined && { description }),
      schema: rest,
    };
  });
}

function response(answer: DocumentedAnswer): JsonObject {
  const isProblem = answer.status >= 400 && answer.schema === undefined;
  const contentType = isProblem ? 'application/problem+json' : (answer.contentType ?? 'application/json');
  const schema = isProblem
    ? { $ref: '#/components/schemas/Problem' }
    : answer.schema && toSchema(answer.schema, 'output');
  const described = schema !== undefined || answer.contentType !== undefined;
  return {
    description: answer.description === '' ? (STATUS_CODES[answer.status] ?? '') : answer.description,
    ...(described && { content: { [contentType]: schema === undefined ? {} : { schema } } }),
  };
}

function toSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const {
    $schema: _dialect,
    '~standard': _standard,
    ...json
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  return json;
}
