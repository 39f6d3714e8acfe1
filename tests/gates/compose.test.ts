import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { VARIABLES } from '#config/variables.ts';
import { SEARCH_ATTRIBUTES } from '#workflows/search-attributes.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const service = z.looseObject({
  image: z.string(),
  restart: z.string(),
  environment: z.record(z.string(), z.string()),
  healthcheck: z.looseObject({ test: z.array(z.string()).min(2) }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
});
const compose = z
  .looseObject({ services: z.record(z.string(), service) })
  .parse(parse(read('docker-compose.yml'), { merge: true }));
const services = Object.entries(compose.services);
const longRunning = services.filter(([, { restart }]) => restart === 'unless-stopped');
const jobs = services.filter(([, { restart }]) => restart === 'on-failure');

test('every service runs for ever or is a job', () => {
  expect([...longRunning, ...jobs].map(([name]) => name).sort()).toEqual(Object.keys(compose.services).sort());
  expect(longRunning.map(([name]) => name)).toEqual(expect.arrayContaining(['postgres', 'temporal', 'api', 'worker']));
});

test.each(longRunning)('%s has a health check', (_, { healthcheck }) => {
  expect(healthcheck).toBeDefined();
});

test.each(services)('%s runs a pinned image', (_, { image }) => {
  expect(image).toMatch(/^[\w./-]+:v?\d+\.\d+[\w.-]*$/);
});

test.each(services)('%s holds no secret and demands those it needs', (_, { environment }) => {
  const secrets = Object.entries(environment).filter(([name]) => /PASSWORD|PWD|SECRET|_KEYS?$|DATABASE_URL/.test(name));
  // A provider's key may be missing, the others may not; none may be written here.
  const allowed = /\$\{[A-Z_]+:\?[^}]+\}|^\$\{([A-Z]+_API_KEY|STRIPE_[A-Z_]+|S3_[A-Z_]+):-\}$/;
  expect(secrets.filter(([, value]) => !allowed.test(value))).toEqual([]);
});

test.each(services)('%s waits for services that can say they are ready', (_, { depends_on }) => {
  const expected = Object.keys(depends_on ?? {}).map((name) => [
    name,
    {
      condition:
        compose.services[name]?.restart === 'on-failure' ? 'service_completed_successfully' : 'service_healthy',
    },
  ]);
  expect(depends_on ?? {}).toEqual(Object.fromEntries(expected));
});

test.each(['api', 'worker', 'migrate'])('%s is given variables that config knows', (name) => {
  const given = Object.keys(compose.services[name]?.environment ?? {});
  expect(given.filter((variable) => !Object.hasOwn(VARIABLES, variable))).toEqual([]);
});

/** What this stack decides by itself, or what only the embedded stack and tests know. */
const NOT_OFFERED = [
  /^(COLLOQUY_HOME|COLLOQUY_FAULT_DIR|PGPORT_EMBEDDED|TEMPORAL_(PORT|UI_PORT|CLI)|HOST|PORT|WORKER_METRICS_HOST)$/,
  /^TEMPORAL_(NAMESPACE|TASK_QUEUE|API_KEY|TLS.*)$/,
];

test('all else that can be configured reaches a process', () => {
  const given = ['api', 'worker', 'migrate'].flatMap((name) => Object.keys(compose.services[name]?.environment ?? {}));
  const offered = Object.keys(VARIABLES).filter((name) => !NOT_OFFERED.some((pattern) => pattern.test(name)));
  expect(offered.filter((name) => !given.includes(name))).toEqual([]);
});

test('the namespace job registers every search attribute', () => {
  for (const { name } of SEARCH_ATTRIBUTES) expect(read('ops/temporal/setup-namespace.sh')).toContain(` ${name}`);
});

test('the dynamic config switches on what the embedded server has on', () => {
  expect(parse(read('ops/temporal/dynamic-config.yaml'))).toEqual({
    'system.enableActivityEagerExecution': [{ value: true }],
    'matching.useNewMatcher': [{ value: true }],
    'matching.enableFairness': [{ value: true }],
  });
});

test('the image runs as no root, says whether it is healthy, and leaves secrets and data out', () => {
  const dockerfile = read('Dockerfile');
  const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
  expect(last).toMatch(/^USER node$/m);
  expect(last).toMatch(/^HEALTHCHECK /m);
  expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map((match) => match[1])).toEqual(
    Array.from({ length: 3 }, () => 'node:22.23.3-bookworm-slim'),
  );
  // The script of the widget is made where the bundler is, and is in the image when the API starts.
  expect(dockerfile).toContain('RUN node widget/build/main.ts');
  expect(dockerfile).toContain('RUN node dashboard/build/main.ts');
  expect(dockerfile).toContain('COPY --from=widget /app/dist ./dist');
  expect(read('.dockerignore').split('\n')).toEqual(
    expect.arrayContaining(['.env', '.colloquy', 'node_modules', '.git']),
  );
});
