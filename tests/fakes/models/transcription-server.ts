import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A voice note as it was posted. */
export interface PostedVoice {
  readonly model: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** A server that speaks `POST /v1/audio/transcriptions`. */
export interface FakeTranscription {
  /** The base URL to configure. */
  readonly url: string;
  readonly posted: readonly PostedVoice[];
  readonly problems: readonly string[];
  /** The words of the next notes; the last ones for ever. */
  say(words: string): void;
  /** Answers with this status that often. */
  fail(status: number, times: number): void;
  close(): Promise<void>;
}

export async function startFakeTranscription(apiKey: string): Promise<FakeTranscription> {
  const posted: PostedVoice[] = [];
  const problems: string[] = [];
  let words = '';
  let failures: { readonly status: number; left: number } = { status: 500, left: 0 };
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.url !== '/v1/audio/transcriptions' || request.method !== 'POST') return answer(404, {});
    if (request.headers.authorization !== `Bearer ${apiKey}`) {
      problems.push('wrong key');
      return answer(401, { error: { message: 'Incorrect API key provided', type: 'invalid_request_error' } });
    }
    if (failures.left > 0) {
      failures.left -= 1;
      return answer(failures.status, { error: { message: 'as the test wished', type: 'server_error' } });
    }
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(Buffer.concat(chunks), { headers }).formData();
    const [file, model] = [form.get('file'), form.get('model')];
    if (!(file instanceof File) || typeof model !== 'string' || !/\.(ogg|mp3|m4a|wav|flac|webm)$/.test(file.name)) {
      problems.push('no file, no model, or a name without a known ending');
      return answer(400, { error: { message: 'Invalid file format.', type: 'invalid_request_error' } });
    }
    const bytes = Buffer.from(await file.arrayBuffer());
    posted.push({ model, fileName: file.name, contentType: file.type, bytes });
    return answer(200, { text: ` ${words} `, usage: { type: 'duration', seconds: 3 } });
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      problems.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    posted,
    problems,
    say: (next) => {
      words = next;
    },
    fail: (status, left) => {
      failures = { status, left };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
