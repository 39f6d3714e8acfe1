import { accessToken, refreshAccessToken } from '#dashboard/api/access-token.ts';
import { ApiProblem } from '#dashboard/api/problem.ts';

interface FileRequest {
  readonly path: string;
  readonly body: Blob | FormData;
  /** 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * Sends a file with news of how far it is, which `fetch` can't tell. A token that has run out is renewed first.
 * @throws ApiProblem with what the API said; status 0 when no answer came
 */
export async function sendFile(request: FileRequest): Promise<unknown> {
  const first = await attempt(request);
  const last = first.status === 401 && (await refreshAccessToken()) !== undefined ? await attempt(request) : first;
  const answer = parsed(last.responseText);
  if (last.status === 0 || last.status >= 400) throw new ApiProblem(last.status, answer);
  return answer;
}

function attempt({ path, body, onProgress }: FileRequest): Promise<XMLHttpRequest> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('authorization', `Bearer ${accessToken() ?? ''}`);
    request.setRequestHeader('idempotency-key', crypto.randomUUID());
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
    request.addEventListener('loadend', () => resolve(request));
    request.send(body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
