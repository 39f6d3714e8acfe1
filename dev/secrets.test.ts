import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '#config/env.ts';
import { ensureSecrets } from './secrets.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'secrets-'));
});

afterEach(() => rm(home, { recursive: true, force: true }));

test('secrets are made once, are good enough for the API, and only the owner can read them', async () => {
  const secrets = await ensureSecrets(home);
  expect(await ensureSecrets(home)).toEqual(secrets);
  expect((await stat(join(home, 'secrets.json'))).mode & 0o777).toBe(0o600);
  const env = { ...secrets, DATABASE_URL: 'postgresql://a@b/c', TEMPORAL_ADDRESS: 'a:1' };
  expect(loadConfig('api', env).secrets.adminKey).toBe(secrets.ADMIN_KEY);
});

test('two folders have different secrets', async () => {
  const [one, two] = [await ensureSecrets(join(home, 'one')), await ensureSecrets(join(home, 'two'))];
  for (const name of ['ADMIN_KEY', 'JWT_SECRET', 'COLLOQUY_ENCRYPTION_KEYS', 'COLLOQUY_CONTACT_KEY'] as const) {
    expect(one[name]).not.toBe(two[name]);
  }
});

test('a folder from before accounts existed gets the key that it lacks, once, and keeps the others', async () => {
  const file = join(home, 'secrets.json');
  const { JWT_SECRET: _, ...older } = await ensureSecrets(home);
  await writeFile(file, JSON.stringify(older));
  const secrets = await ensureSecrets(home);
  expect(secrets).toMatchObject(older);
  expect(Buffer.from(secrets.JWT_SECRET, 'base64')).toHaveLength(32);
  expect(await ensureSecrets(home)).toEqual(secrets);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test.each(['', '{"ADMIN_KEY":"x"}', '{"ADM'])('a damaged file is refused and left as it is: %j', async (text) => {
  const file = join(home, 'secrets.json');
  await writeFile(file, text);
  await expect(ensureSecrets(home)).rejects.toThrow(/secrets\.json is damaged; restore it/);
  expect(await readFile(file, 'utf8')).toBe(text);
});
