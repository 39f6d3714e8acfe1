import { ChannelOutcomeUnknown, ChannelUnavailable, DomainError } from '#domain/errors.ts';

/** Failures that happen before a request has left this machine: nothing can have been accepted. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** What a call that got no whole answer means for the message it carried. Texts of provider or customer are not kept. */
export function networkFailure(provider: string, thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown;
  const codes = errorCodes(thrown);
  if (codes.some((code) => NEVER_LEFT.has(code))) {
    return new ChannelUnavailable(`${provider} could not be reached (${codes.join(', ')})`);
  }
  const what = codes.length > 0 ? codes.join(', ') : 'no answer in time or cut off';
  return new ChannelOutcomeUnknown(`${provider} did not finish its answer (${what}); the message may have arrived`);
}

/** Codes of an error and its causes: fetch hides the socket's error, and both addresses of a name may fail. */
function errorCodes(error: unknown, depth = 0): string[] {
  if (depth > 4 || typeof error !== 'object' || error === null) return [];
  const { code, syscall, cause, errors } = error as Record<string, unknown>;
  const own = typeof code === 'string' ? [codeOf(code, syscall)] : [];
  const inner = Array.isArray(errors) ? errors.flatMap((one) => errorCodes(one, depth + 1)) : [];
  return [...new Set([...own, ...inner, ...errorCodes(cause, depth + 1)])];
}

/** ETIMEDOUT while connecting sent nothing; later it might have. */
function codeOf(code: string, syscall: unknown): string {
  return code === 'ETIMEDOUT' && syscall === 'connect' ? 'UND_ERR_CONNECT_TIMEOUT' : code;
}
