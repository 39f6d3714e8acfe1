import { randomBytes } from 'node:crypto';
import type { Stack } from '#bench/stack/stack.ts';

/** What API and worker of one run are started with, as in production. */
export function colloquyEnv(stack: Stack, database: string, adminKey: string): Readonly<Record<string, string>> {
  return {
    ...stack.baseEnv,
    LOG_LEVEL: 'warn',
    DATABASE_URL: database,
    TEMPORAL_ADDRESS: stack.temporalAddress,
    ADMIN_KEY: adminKey,
    COLLOQUY_ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`,
    COLLOQUY_CONTACT_KEY: randomBytes(32).toString('base64'),
    JWT_SECRET: randomBytes(32).toString('base64'),
    LLM_PROVIDER: 'openai',
    LLM_MODEL: 'gpt-4o-mini',
    OPENAI_API_KEY: 'bench',
    OPENAI_BASE_URL: stack.modelUrl,
    TELEGRAM_API_ROOT: stack.telegramUrl,
    CHANNEL_PACING: 'false',
  };
}
