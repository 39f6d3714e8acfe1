import { STATUS_CODES } from 'node:http';
import { isGrpcServiceError, ServiceError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { ZodError } from 'zod';
import { DomainError } from '#domain/errors.ts';
import { HttpProblem } from './problem.ts';
import type { ProblemDocument } from './problem.ts';

const DOMAIN_STATUS: Readonly<Record<string, number>> = {
  InvalidInput: 422,
  TooLarge: 413,
  FetchRefused: 422,
  NotFound: 404,
  Conflict: 409,
  Stale: 412,
  NotConfigured: 503,
  StoreUnavailable: 503,
  PaymentsUnavailable: 503,
  PaymentRefused: 422,
};

const RETRY_LATER = { 'Retry-After': '5' };

/** What an error thrown in a route looks like from outside; `known` is false for our own faults. */
export interface MappedError {
  readonly document: ProblemDocument;
  readonly headers: Readonly<Record<string, string>>;
  readonly known: boolean;
}

/** Maps every error to a problem document. Faults we do not know say nothing about themselves. */
export function toProblem(error: unknown): MappedError {
  if (error instanceof HttpProblem) {
    return mapped(error.status, error.code, error.message, { headers: error.headers, extra: error.extra });
  }
  if (error instanceof ZodError) return fromZod(error);
  if (error instanceof DomainError) return fromDomain(error);
  if (isTemporalAway(error)) {
    return mapped(503, 'WorkflowsUnavailable', 'The workflow engine can not be reached; try again.', {
      headers: RETRY_LATER,
    });
  }
  return fromBodyParser(error) ?? mapped(500, 'Internal', 'Something went wrong on our side.', { known: false });
}

/** The SDK wraps some failed calls; nothing that the engine refused for good comes as one of these. */
function isTemporalAway(error: unknown): boolean {
  return (
    isGrpcServiceError(error) ||
    error instanceof ServiceError ||
    error instanceof WorkflowUpdateRPCTimeoutOrCancelledError
  );
}

function fromDomain(error: DomainError): MappedError {
  const status = DOMAIN_STATUS[error.type];
  if (status === undefined) return mapped(500, 'Internal', 'Something went wrong on our side.', { known: false });
  if (status === 503 && error.isRetryable) {
    return mapped(503, error.type, 'A service we depend on is away; try again.', { headers: RETRY_LATER });
  }
  return mapped(status, error.type, error.message);
}

function fromZod(error: ZodError): MappedError {
  const issues = error.issues
    .slice(0, 50)
    .map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message }));
  const where = issues.map(({ path, message }) => `${path === '' ? 'the input' : path}: ${message}`).join('; ');
  return mapped(422, 'ValidationFailed', where.slice(0, 1000), { extra: { issues } });
}

/** Errors of Express' body parsers and of URL decoding carry a type or a status; their texts may quote the body. */
function fromBodyParser(error: unknown): MappedError | undefined {
  if (!(error instanceof Error)) return undefined;
  const type = 'type' in error ? error.type : undefined;
  switch (type) {
    case 'entity.parse.failed':
      return mapped(400, 'MalformedBody', 'The body is not valid JSON.');
    case 'entity.too.large':
      return mapped(413, 'PayloadTooLarge', `The body is larger than ${sizeOf(error)}.`);
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return mapped(415, 'UnsupportedMediaType', 'Use UTF-8 and no content encoding.');
    case 'request.aborted':
    case 'request.size.invalid':
      return mapped(400, 'MalformedBody', 'The body does not have the length it promised.');
    default:
  }
  const status = 'status' in error ? error.status : undefined;
  if (error instanceof URIError || status === 400)
    return mapped(400, 'MalformedRequest', 'The address or body can not be read.');
  return undefined;
}

/** The limit that the parser was given. */
function sizeOf(error: Error): string {
  const limit = 'limit' in error && typeof error.limit === 'number' ? error.limit : 2 ** 20;
  return `${Math.floor(limit / 2 ** 20)} MB`;
}

function mapped(
  status: number,
  code: string,
  detail: string,
  options: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly extra?: Readonly<Record<string, unknown>>;
    readonly known?: boolean;
  } = {},
): MappedError {
  const document = {
    ...options.extra,
    type: `urn:colloquy:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail,
  };
  return { document, headers: options.headers ?? {}, known: options.known ?? true };
}
