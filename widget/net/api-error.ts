/** The server answered, but not with what was asked for. */
export class ApiError extends Error {
  readonly status: number;
  /** Stable name of the problem. */
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }

  /** Whether the same request may succeed in a moment. */
  get isPassing(): boolean {
    return this.status >= 500 || this.status === 429;
  }
}

/** Reads a problem document; anything else becomes one. */
export function toApiError(status: number, problem: unknown): ApiError {
  const { code, detail } = (typeof problem === 'object' && problem !== null ? problem : {}) as Record<string, unknown>;
  return new ApiError(status, typeof code === 'string' ? code : 'Unknown', typeof detail === 'string' ? detail : '');
}
