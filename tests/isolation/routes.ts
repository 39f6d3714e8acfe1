import { z } from 'zod';
import { SCOPES } from '#domain/account/scope.ts';
import type { Scope } from '#domain/account/scope.ts';

const ACCESSES = ['viewer', 'agent', 'admin', 'platform'] as const;

const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean().optional(),
  schema: z.looseObject({}).optional(),
});

const operation = z.looseObject({
  operationId: z.string(),
  tags: z.tuple([z.enum(SCOPES)]),
  'x-access': z.enum(ACCESSES).optional(),
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })) }).optional(),
});

const document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operation)) });

export type JsonSchema = Readonly<Record<string, unknown>>;

/** One operation of the OpenAPI document. */
export interface Route {
  readonly operationId: string;
  /** The part of the API that a key may be bound to. */
  readonly part: Scope;
  readonly method: string;
  /** `/v1/products/{id}` */
  readonly path: string;
  /** Undefined = public. */
  readonly access: (typeof ACCESSES)[number] | undefined;
  readonly pathParameters: readonly { readonly name: string; readonly schema: JsonSchema }[];
  readonly query: readonly { readonly name: string; readonly required: boolean; readonly schema: JsonSchema }[];
  readonly headers: readonly string[];
  readonly bodyType: string | undefined;
  readonly bodySchema: JsonSchema | undefined;
}

/** Every operation that the API itself says it has. */
export async function routesOf(apiUrl: string): Promise<readonly Route[]> {
  const response = await fetch(`${apiUrl}/openapi.json`);
  const { paths } = document.parse(await response.json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, found]) => toRoute(path, method, found)),
  );
}

function toRoute(path: string, method: string, found: z.output<typeof operation>): Route {
  const [bodyType, body] = Object.entries(found.requestBody?.content ?? {})[0] ?? [];
  const named = (place: 'path' | 'query' | 'header') => found.parameters.filter((one) => one.in === place);
  return {
    operationId: found.operationId,
    part: found.tags[0],
    method: method.toUpperCase(),
    path,
    access: found['x-access'],
    // Of the address itself: a parameter that nobody documents counts as well.
    pathParameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
      name,
      schema: named('path').find((one) => one.name === name)?.schema ?? {},
    })),
    query: named('query').map(({ name, required = false, schema = {} }) => ({ name, required, schema })),
    headers: named('header').map(({ name }) => name.toLowerCase()),
    bodyType,
    bodySchema: body?.schema as JsonSchema | undefined,
  };
}
