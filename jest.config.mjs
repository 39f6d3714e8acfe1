import { existsSync } from 'node:fs';

/*
 * Two projects. `unit` needs no server; `integration` shares one Postgres and one Temporal server, started before its
 * first test and announced in COLLOQUY_TEST_DATABASE_URL and COLLOQUY_TEST_TEMPORAL_ADDRESS.
 */

const ROOT = import.meta.dirname.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const INTEGRATION = [`^${ROOT}/tests/(?!gates/|support/|fakes/).+\\.test\\.ts$`, '\\.db\\.test\\.ts$'];

/** Source as ES modules, run by Jest as CommonJS. */
function swc(parser) {
  return ['@swc/jest', { jsc: { parser, target: 'es2023' }, module: { type: 'commonjs' }, sourceMaps: 'inline' }];
}

const servers = existsSync('tests/support/global-setup.ts')
  ? {
      globalSetup: '<rootDir>/tests/support/global-setup.ts',
      globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
    }
  : {};

const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  transform: {
    '\\.ts$': swc({ syntax: 'typescript' }),
    '\\.js$': swc({ syntax: 'ecmascript' }),
  },
  // Packages published as ES modules only; Jest runs CommonJS.
  transformIgnorePatterns: ['/node_modules/(?!(?:uuid|jose|temporal-polyfill|temporal-utils)/)'],
  modulePathIgnorePatterns: ['<rootDir>/\\.colloquy/', '<rootDir>/dist/'],
};

/** @type {import('jest').Config} */
const config = {
  // Most of the time a test of the whole product waits: three of them keep two cores busy.
  maxWorkers: 3,
  // Jest takes it from here only, not from a project; it is for the tests that talk to servers.
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testRegex: ['\\.test\\.ts$'],
      testPathIgnorePatterns: ['/node_modules/', '/must-fail/', ...INTEGRATION],
    },
    {
      ...shared,
      displayName: 'integration',
      testRegex: INTEGRATION,
      testPathIgnorePatterns: ['/node_modules/', '/must-fail/'],
      ...servers,
    },
  ],
};

export default config;
