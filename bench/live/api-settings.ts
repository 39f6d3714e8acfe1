import { randomBytes } from 'node:crypto';

/** Nothing here needs Temporal: the API serves without it. */
const NO_TEMPORAL = '127.0.0.1:9';
const SECRETS = { contact: randomBytes(32).toString('base64'), jwt: randomBytes(32).toString('base64') };

/** What every API process of the live run is started with: one writes cursors that the other reads. */
export function apiSettings(options: { readonly url: string; readonly keys: string; readonly files: string }) {
  const { NODE_COMPILE_CACHE: cache } = process.env;
  return {
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    DATABASE_URL: options.url,
    TEMPORAL_ADDRESS: NO_TEMPORAL,
    ADMIN_KEY: SECRETS.jwt,
    COLLOQUY_ENCRYPTION_KEYS: options.keys,
    COLLOQUY_CONTACT_KEY: SECRETS.contact,
    JWT_SECRET: SECRETS.jwt,
    LIVE_CONNECTIONS_PER_TENANT: '1000',
    FILES_DIR: options.files,
    ...(cache !== undefined && { NODE_COMPILE_CACHE: cache }),
  };
}
