import { isNativeError } from 'node:util/types';
import { Conflict, DomainError, InvalidInput, NotConfigured, NotFound, StoreUnavailable } from '#domain/errors.ts';

/** SQLSTATE classes and codes after which the same call may work: connection, resources, shutdown, deadlock, lock time. */
const TRY_AGAIN = /^(?:08|53|57P0|40001$|40P01$|55P03$|57014$|25P0[34]$)/;
/** What node and the driver say when the connection is gone or was never there. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
  'EHOSTUNREACH',
]);
const DRIVER =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable|Cannot use a pool after|connection timeout/i;

/** Turns what the driver throws into our words. Values of the statement stay out: they may be a customer's. */
export function mapError(error: unknown, where: string): unknown {
  // Not `instanceof`: the network's errors may be of another realm (node:vm, Jest).
  if (error instanceof DomainError || !isNativeError(error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const options = { cause: new Error(`${error.name} ${code}`.trim()) };
  if (TRY_AGAIN.test(code) || NETWORK.has(code) || DRIVER.test(error.message)) {
    return new StoreUnavailable(`${where}: Postgres is not available (${code || error.message})`, options);
  }
  switch (code) {
    case '22021':
    case '22P05':
    case '22P02':
    case '22001':
    case '22003':
    case '22007':
    case '22008':
    case '23502':
    case '23514':
      return new InvalidInput(`${where}: a value does not fit the table (${code})`, options);
    case '23503':
      return new NotFound(`${where}: something it refers to does not exist (${constraintOf(error)})`, options);
    case '23505':
    case '23P01':
      return new Conflict(`${where}: it exists already (${constraintOf(error)})`, options);
    case '42P01':
    case '42883':
      return new NotConfigured(`${where}: the schema is not there or old; run \`npm run db:migrate\``, options);
    default:
      return error;
  }
}

function constraintOf(error: Error): string {
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : 'unnamed';
}
