import type { Delivery } from '#adapters/temporal/signal-conversation.ts';

/** gRPC's code. */
const INVALID_ARGUMENT = 3;
/** Bytes that gRPC carries to Temporal. The client calls a refusal for that a time limit, so it is told by the size. */
const GRPC_LIMIT = 4 * 1024 * 1024;

/**
 * True when Temporal will refuse this message whenever it is asked: it is too large, or a name or value in it does not
 * fit. Outages, time limits and rate limits are not that.
 */
export function isRefusedForGood(error: unknown, delivery: Delivery): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && at.code === INVALID_ARGUMENT) return true;
  }
  return Buffer.byteLength(JSON.stringify(delivery.signal)) >= GRPC_LIMIT;
}
