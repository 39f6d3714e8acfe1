/** A value of a form: text, or a nest of them. Lists come as objects with the keys 0, 1, … */
export interface Form {
  readonly [key: string]: string | Form;
}

/** Reads `a[b][0]=c` as Stripe does. @throws Error when a key is used as text and as a nest */
export function parseForm(body: string): Form {
  const root: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const path = [...name.matchAll(/^[^[\]]+|\[([^[\]]*)\]/g)].map(([whole, inner]) => inner ?? whole);
    const last = path.pop() ?? '';
    let node = root;
    for (const key of path) {
      const next = (node[key] ??= {});
      if (typeof next !== 'object' || next === null) throw new Error(`${name}: ${key} is text already`);
      node = next as Record<string, unknown>;
    }
    if (last in node) throw new Error(`${name} is given twice`);
    node[last] = value;
  }
  return root as Form;
}

/** A refusal in Stripe's words. */
export class StripeProblem extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: string | undefined;
  readonly param: string | undefined;
  constructor(
    status: number,
    message: string,
    more: { readonly type?: string; readonly code?: string; readonly param?: string } = {},
  ) {
    super(message);
    this.status = status;
    this.type = more.type ?? 'invalid_request_error';
    this.code = more.code;
    this.param = more.param;
  }

  get body(): unknown {
    const { type, code, param, message } = this;
    return { error: { type, message, ...(code !== undefined && { code }), ...(param !== undefined && { param }) } };
  }
}

/** Reads fields and refuses what Stripe would: missing ones, unknown ones, those of a wrong kind. */
export class Fields {
  readonly #form: Form;
  readonly #prefix: string;
  readonly #read = new Set<string>();

  constructor(form: Form, prefix = '') {
    this.#form = form;
    this.#prefix = prefix;
  }

  text(key: string): string {
    const value = this.maybe(key);
    if (value === undefined || value === '') {
      const param = this.#name(key);
      throw new StripeProblem(400, `Missing required param: ${param}.`, { code: 'parameter_missing', param });
    }
    return value;
  }

  maybe(key: string): string | undefined {
    this.#read.add(key);
    const value = this.#form[key];
    if (value === undefined || typeof value === 'string') return value;
    throw new StripeProblem(400, `Invalid string: ${this.#name(key)}`, { param: this.#name(key) });
  }

  integer(key: string): number {
    const value = this.text(key);
    if (!/^-?\d+$/.test(value)) {
      throw new StripeProblem(400, `Invalid integer: ${value}`, {
        code: 'parameter_invalid_integer',
        param: this.#name(key),
      });
    }
    return Number(value);
  }

  url(key: string): string {
    const value = this.text(key);
    if (!/^https?:\/\/\S+$/.test(value)) {
      throw new StripeProblem(400, `Not a valid URL: ${this.#name(key)}`, {
        code: 'url_invalid',
        param: this.#name(key),
      });
    }
    return value;
  }

  one<T extends string>(key: string, values: readonly T[]): T {
    const value = this.text(key);
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) {
      throw new StripeProblem(400, `Invalid ${this.#name(key)}: must be one of ${values.join(', ')}`, {
        param: this.#name(key),
      });
    }
    return found;
  }

  nest(key: string): Fields | undefined {
    this.#read.add(key);
    const value = this.#form[key];
    if (value === undefined) return undefined;
    if (typeof value === 'string')
      throw new StripeProblem(400, `Invalid object: ${this.#name(key)}`, { param: this.#name(key) });
    return new Fields(value, this.#name(key));
  }

  /** A map of texts, at most 50 of them. */
  map(key: string): Record<string, string> {
    this.#read.add(key);
    const value = this.#form[key];
    if (value === undefined) return {};
    const entries = typeof value === 'string' ? [] : Object.entries(value);
    if (entries.length === 0 || entries.length > 50 || entries.some(([, inner]) => typeof inner !== 'string')) {
      throw new StripeProblem(400, `Invalid metadata: ${this.#name(key)}`, { param: this.#name(key) });
    }
    return Object.fromEntries(entries) as Record<string, string>;
  }

  end(): void {
    const unknown = Object.keys(this.#form).find((key) => !this.#read.has(key));
    if (unknown === undefined) return;
    const param = this.#name(unknown);
    throw new StripeProblem(400, `Received unknown parameter: ${param}`, { code: 'parameter_unknown', param });
  }

  #name(key: string): string {
    return this.#prefix === '' ? key : `${this.#prefix}[${key}]`;
  }
}
