import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#dev/free-port.ts';
import { serverProcess } from '#tests/support/server-process.ts';

export interface ApiProcess {
  readonly url: string;
  readonly adminKey: string;
  stop(): Promise<void>;
}

/** The API as it runs in production, over a database of the test; its providers are nowhere. */
export async function startApiProcess(databaseUrl: string): Promise<ApiProcess> {
  const port = await freePort();
  const nowhere = `http://127.0.0.1:${await freePort()}`;
  const url = `http://127.0.0.1:${port}`;
  const adminKey = randomBytes(24).toString('hex');
  const filesDir = mkdtempSync(join(tmpdir(), 'colloquy-isolation-'));
  const secret = () => randomBytes(32).toString('base64');
  const api = serverProcess(
    'api/server.ts',
    {
      NODE_ENV: 'test',
      LOG_LEVEL: 'warn',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: process.env['COLLOQUY_TEST_TEMPORAL_ADDRESS'] ?? '',
      TEMPORAL_TASK_QUEUE: 'isolation-conversations',
      ADMIN_KEY: adminKey,
      JWT_SECRET: secret(),
      COLLOQUY_CONTACT_KEY: secret(),
      COLLOQUY_ENCRYPTION_KEYS: `k1:${secret()}`,
      TELEGRAM_API_ROOT: nowhere,
      META_GRAPH_URL: nowhere,
      TWILIO_API_URL: nowhere,
      STRIPE_API_URL: nowhere,
      STRIPE_SECRET_KEY: 'sk_test_isolation',
      STRIPE_WEBHOOK_SECRET: 'whsec_isolation',
      FILES_DIR: filesDir,
      CHAT_PER_MINUTE: '100000',
      AUTH_PER_MINUTE: '100000',
    },
    async () => {
      const response = await fetch(`${url}/healthz`).catch(() => undefined);
      return response?.status === 200;
    },
  );
  await api.start();
  return {
    url,
    adminKey,
    async stop() {
      await api.kill();
      rmSync(filesDir, { recursive: true, force: true });
    },
  };
}
