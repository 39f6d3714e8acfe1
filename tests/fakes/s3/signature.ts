import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface S3Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

const LONGEST_SKEW_MS = 15 * 60_000;
const CREDENTIAL =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/** What is wrong with a request's AWS Signature Version 4, by Amazon's own description of it; undefined when nothing is. */
export function signatureProblem(request: IncomingMessage, body: Buffer, keys: S3Keys): string | undefined {
  const { headers } = request;
  const [, id, day = '', region = '', signed = '', signature] = CREDENTIAL.exec(headers.authorization ?? '') ?? [];
  if (id !== keys.accessKeyId || region !== keys.region) return 'no credential of ours';
  const names = signed.split(';');
  const unsigned = ['host', 'x-amz-date', 'x-amz-content-sha256'].filter((name) => !names.includes(name));
  if (unsigned.length > 0) return `not signed: ${unsigned.join(', ')}`;
  const hash = String(headers['x-amz-content-sha256']);
  if (hash !== 'UNSIGNED-PAYLOAD' && hash !== sha256(body)) return 'the body is not the one that was signed';
  if (request.method === 'PUT' && hash === 'UNSIGNED-PAYLOAD') return 'an upload must be signed with its body';
  const date = String(headers['x-amz-date']);
  const at = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(Date.now() - at) < LONGEST_SKEW_MS) || !date.startsWith(day)) return `signed at ${date}`;
  const url = new URL(request.url ?? '/', 'http://s3');
  const lines = names.map((name) => `${name}:${String(headers[name]).trim().replaceAll(/ +/g, ' ')}\n`);
  const canonical = [request.method, url.pathname, url.search.slice(1), lines.join(''), signed, hash].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const wanted = hmac(
    ['s3', 'aws4_request'].reduce(hmacBytes, hmacBytes(hmacBytes(`AWS4${keys.secretAccessKey}`, day), region)),
    `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`,
  );
  return wanted === signature ? undefined : 'the signature is wrong';
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

function hmacBytes(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function hmac(key: Buffer | string, text: string): string {
  return hmacBytes(key, text).toString('hex');
}
