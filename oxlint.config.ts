import { defineConfig } from 'oxlint';
import { type ImportPattern, importPatterns } from './scripts/import-patterns.ts';
import { LAYERS } from './scripts/layers.ts';

const TESTS = ['**/*.test.ts', 'tests/**', 'bench/**'];

const NO_PARENT: ImportPattern = { regex: '^\\.\\./', message: 'Import `#folder/file.ts` instead.' };

const onlyImports = (patterns: ImportPattern[]): ['error', { patterns: ImportPattern[] }] => ['error', { patterns }];

const layerRules = LAYERS.map((layer) => ({
  files: [...layer.files],
  rules: { 'no-restricted-imports': onlyImports(importPatterns(layer)) },
}));

// The tool demands a default export.
export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'node', 'promise', 'jest'],
  categories: { correctness: 'error' },
  ignorePatterns: ['node_modules/**', 'dist/**', 'coverage/**', '.colloquy/**', 'tests/gates/must-fail/**'],
  rules: {
    eqeqeq: 'error',
    'max-lines': ['error', { max: 300 }],
    'no-console': 'error',
    'no-restricted-globals': [
      'error',
      {
        name: 'fetch',
        message: 'HTTP is spoken in adapters/ only: time limits, address checks and fault mapping live there.',
      },
    ],
    'no-restricted-imports': onlyImports([NO_PARENT]),
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'node/no-process-env': 'error',
    'typescript/ban-ts-comment': ['error', { 'ts-expect-error': true }],
    'typescript/consistent-type-imports': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-import-type-side-effects': 'error',
    'typescript/no-misused-promises': 'error',
    // Counting and folding by code point is what `[...text]` is for.
    'typescript/no-misused-spread': ['error', { allow: ['string'] }],
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-require-imports': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    // `eventually` polls for a condition and throws when it does not come true.
    'jest/expect-expect': [
      'error',
      { assertFunctionNames: ['expect*', 'fc.assert', 'check*', 'assert*', 'eventually', '*.eventually'] },
    ],
    'jest/no-standalone-expect': [
      'error',
      { additionalTestBlockFunctions: ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'] },
    ],
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
  },
  overrides: [
    ...layerRules,
    {
      files: ['domain/**'],
      rules: {
        'no-restricted-globals': [
          'error',
          ...['fetch', 'process', 'setTimeout', 'setInterval', 'setImmediate', 'crypto', 'performance'].map((name) => ({
            name,
            message: 'domain/ is pure: take the value as a parameter.',
          })),
        ],
        'no-restricted-properties': [
          'error',
          { object: 'Date', property: 'now', message: 'domain/ has no clock: take the time as a parameter.' },
          { object: 'Math', property: 'random', message: 'domain/ has no chance: take the value as a parameter.' },
        ],
      },
    },
    // The command line is a client of the API; it has that one file for it.
    {
      files: ['adapters/**', 'cli/api-client.ts', 'widget/net/**', 'dashboard/api/**'],
      rules: { 'no-restricted-globals': 'off' },
    },
    { files: ['config/**', 'tests/**', 'bench/**', 'scripts/**', '*.mjs'], rules: { 'node/no-process-env': 'off' } },
    { files: ['cli/**', 'dev/**', 'bench/**', 'scripts/**', 'tests/**'], rules: { 'no-console': 'off' } },
    { files: ['migrations/**'], rules: { 'unicorn/filename-case': ['error', { case: 'snakeCase' }] } },
    {
      files: ['workers/bundle.ts', 'widget/build/main.ts', 'widget/main.ts', 'dashboard/build/main.ts'],
      rules: { 'no-console': 'off' },
    },
    {
      files: ['*.config.ts', '*.config.mjs', 'tests/support/global-*.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
    {
      files: TESTS,
      rules: {
        'max-lines': ['error', { max: 500 }],
        'no-restricted-globals': 'off',
        'no-restricted-properties': 'off',
        'no-restricted-imports': onlyImports([NO_PARENT]),
      },
    },
  ],
});
