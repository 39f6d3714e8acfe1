import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Role } from '#domain/account/role.ts';
import type { Scope } from '#domain/account/scope.ts';

/** Who may call: everybody; people and keys of the shop with at least this role, and the platform; only the platform. */
export type Access = 'public' | Role | 'platform';

/** One answer of an endpoint, for the OpenAPI document. */
export interface DocumentedAnswer {
  readonly status: number;
  readonly description: string;
  readonly contentType?: string;
  readonly schema?: z.ZodType;
}

export interface EndpointSpec<Q extends z.ZodType, P extends z.ZodType, B extends z.ZodType> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** OpenAPI style: `/v1/conversations/{id}`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  /** The part of the API; keys may be bound to some. */
  readonly tag: Scope;
  readonly access: Access;
  readonly query?: Q;
  readonly params?: P;
  /** Headers that the handler reads, by their lower-case names: for the document only. */
  readonly headers?: z.ZodType;
  /** JSON body; left out = the endpoint takes none or reads raw bytes. */
  readonly body?: B;
  /** The parts of a multipart/form-data body, for the document only: the handler reads the stream itself. */
  readonly upload?: z.ZodType;
  /** Its body holds a password: nothing of it is kept for an `Idempotency-Key`, not even a hash. */
  readonly secretBody?: true;
  readonly answers: readonly DocumentedAnswer[];
}

export interface EndpointInput<Q extends z.ZodType, P extends z.ZodType, B extends z.ZodType> {
  readonly query: z.output<Q>;
  readonly params: z.output<P>;
  readonly body: z.output<B>;
  readonly request: Request;
  readonly response: Response;
}

/** An endpoint ready to be mounted and documented: the schemas that validate are those that are published. */
export interface Endpoint {
  readonly spec: EndpointSpec<z.ZodType, z.ZodType, z.ZodType>;
  readonly guards: Guards;
  readonly handler: RequestHandler;
}

/** Middleware around body parsing, e.g. rate limits: `before` sees the address only, `after` the parsed body. */
export interface Guards {
  readonly before?: readonly RequestHandler[];
  readonly after?: readonly RequestHandler[];
}

const NOTHING = z.unknown();

/**
 * Ties schemas and handler together. Input that does not fit throws ZodError (422) before the handler runs.
 */
export function defineEndpoint<
  Q extends z.ZodType = z.ZodUnknown,
  P extends z.ZodType = z.ZodUnknown,
  B extends z.ZodType = z.ZodUnknown,
>(
  spec: EndpointSpec<Q, P, B>,
  handle: (input: EndpointInput<Q, P, B>) => Promise<void> | void,
  guards: Guards = {},
): Endpoint {
  const handler: RequestHandler = async (request, response) => {
    await handle({
      query: parse(spec.query, request.query),
      params: parse(spec.params, request.params),
      body: parse(spec.body, request.body),
      request,
      response,
    });
  };
  return { spec, guards, handler };
}

function parse<S extends z.ZodType>(schema: S | undefined, value: unknown): z.output<S> {
  return (schema ?? NOTHING).parse(value) as z.output<S>;
}
