import { until } from '#tests/support/server-process.ts';
import type { Stack } from '#tests/support/stack.ts';

/** A document as the API shows it. */
export interface ShownDocument {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly status: string;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly pages: number | null;
  readonly chunks: number;
  readonly embedded: number;
  readonly generation: number;
}

/** A member of staff who keeps one tenant's documents. */
export interface Librarian {
  upload(name: string, content: Buffer | string, title?: string): Promise<Response>;
  /** Uploads and waits until it is ready or failed. */
  shelve(name: string, content: Buffer | string, title?: string): Promise<ShownDocument>;
  read(id: string): Promise<ShownDocument>;
  /** Waits until the document's work is done. */
  settled(id: string): Promise<ShownDocument>;
  list(): Promise<readonly ShownDocument[]>;
  call(method: string, path: string, body?: unknown): Promise<Response>;
  search(
    query: string,
  ): Promise<readonly { readonly document: string; readonly text: string; readonly page: number | null }[]>;
}

const LIMIT_MS = 60_000;

export function librarian(stack: Stack, tenant: string): Librarian {
  const address = (path: string) => `${stack.apiUrl}${path}${path.includes('?') ? '&' : '?'}tenant=${tenant}`;
  const call = (method: string, path: string, body?: unknown) =>
    fetch(address(path), {
      method,
      headers: { 'x-api-key': stack.adminKey, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const upload = (name: string, content: Buffer | string, title?: string) => {
    const form = new FormData();
    if (title !== undefined) form.set('title', title);
    form.set('file', new File([typeof content === 'string' ? content : new Uint8Array(content)], name));
    return fetch(address('/v1/knowledge/documents'), {
      method: 'POST',
      headers: { 'x-api-key': stack.adminKey },
      body: form,
    });
  };
  const read = async (id: string) => {
    const response = await call('GET', `/v1/knowledge/documents/${id}`);
    if (response.status !== 200) throw new Error(`reading document ${id}: ${response.status}`);
    return ((await response.json()) as { document: ShownDocument }).document;
  };
  const settled = async (id: string) => {
    let latest: ShownDocument | undefined;
    await until(
      `document ${id} to be ready or failed`,
      LIMIT_MS,
      async () => {
        latest = await read(id);
        return latest.status === 'ready' || latest.status === 'failed';
      },
      () => JSON.stringify(latest),
    );
    return latest ?? read(id);
  };
  return {
    call,
    upload,
    read,
    settled,
    async shelve(name, content, title) {
      const response = await upload(name, content, title);
      if (response.status !== 201) throw new Error(`uploading ${name}: ${response.status} ${await response.text()}`);
      return settled(((await response.json()) as { document: ShownDocument }).document.id);
    },
    async list() {
      const response = await call('GET', '/v1/knowledge/documents');
      return ((await response.json()) as { documents: ShownDocument[] }).documents;
    },
    async search(query) {
      const response = await call('POST', '/v1/vector/search', { query, kinds: ['passages'] });
      return ((await response.json()) as { passages: { document: string; text: string; page: number | null }[] })
        .passages;
    },
  };
}
