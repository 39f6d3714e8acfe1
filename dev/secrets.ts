import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { hasCode } from './has-code.ts';

const secretsSchema = z.object({
  ADMIN_KEY: z.string(),
  // Homes from before accounts existed have none; it encrypts nothing, so a new one harms nothing.
  JWT_SECRET: z.string().default(() => randomBytes(32).toString('base64')),
  COLLOQUY_ENCRYPTION_KEYS: z.string(),
  COLLOQUY_CONTACT_KEY: z.string(),
});

/** Secrets of the embedded stack, by the name of their environment variable. */
export type Secrets = z.infer<typeof secretsSchema>;

/**
 * Reads `HOME/secrets.json`, making it (mode 0600) the first time.
 * @throws Error when it is damaged: new keys could not read what the old ones encrypted
 */
export async function ensureSecrets(home: string): Promise<Secrets> {
  const file = join(home, 'secrets.json');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (text !== undefined) {
    await chmod(file, 0o600);
    const kept = parse(file, text);
    if (!text.includes('"JWT_SECRET"')) await write(file, kept);
    return kept;
  }
  const secrets: Secrets = {
    ADMIN_KEY: randomBytes(24).toString('hex'),
    JWT_SECRET: randomBytes(32).toString('base64'),
    COLLOQUY_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    COLLOQUY_CONTACT_KEY: randomBytes(32).toString('base64'),
  };
  await mkdir(home, { recursive: true });
  await write(file, secrets);
  return secrets;
}

async function write(file: string, secrets: Secrets): Promise<void> {
  await writeFile(`${file}.part`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.part`, file);
}

function parse(file: string, text: string): Secrets {
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`${file} is damaged; restore it from a backup, or remove the whole folder to start with nothing`, {
      cause: error,
    });
  }
}
