/** An answer of the API that is no success (RFC 9457), or no answer at all. */
export class ApiProblem extends Error {
  /** 0 = the API could not be reached. */
  readonly status: number;
  /** Stable name, `ValidationFailed`. */
  readonly code: string;
  /** What does not fit, by field, when the code is `ValidationFailed`. */
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  readonly requestId: string | undefined;
  /** The whole document, with members that only one endpoint has, e.g. who holds a conversation. */
  readonly problem: Readonly<Record<string, unknown>>;

  constructor(status: number, body: unknown) {
    const document = isRecord(body) ? body : {};
    const detail = textOf(document['detail']) ?? textOf(document['title']) ?? `HTTP ${status}`;
    super(detail);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = textOf(document['code']) ?? (status === 0 ? 'Unreachable' : 'Unknown');
    this.issues = Array.isArray(document['issues']) ? document['issues'].filter(isIssue) : [];
    this.requestId = textOf(document['request_id']);
    this.problem = { ...document, status, code: this.code, detail };
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isIssue(value: unknown): value is { path: string; message: string } {
  return isRecord(value) && typeof value['path'] === 'string' && typeof value['message'] === 'string';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
