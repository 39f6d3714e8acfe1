import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/*
 * What the linter can't forbid: its own suppression, and an `import()` that the layer rules don't see.
 */

const ROOT = join(import.meta.dirname, '..', '..');
/** Folders whose every dependency must stand in an import declaration, where the layer rules look. */
const DECLARED_ONLY = ['domain', 'workflows', 'activities', 'agent', 'adapters', 'api', 'migrations'];

const FOLDERS = [
  ...DECLARED_ONLY,
  'workers',
  'config',
  'cli',
  'dev',
  'bench',
  'tests',
  'scripts',
  'widget',
  'dashboard',
];

const SUPPRESSION = /(?:oxlint|eslint)-disable|@ts-(?:ignore|expect-error|nocheck)|(?:oxfmt|prettier)-ignore/;
/** A file of the same folder or below may be loaded late: its own imports stand where the rules look. */
const DYNAMIC_IMPORT = /(?<![.\w])import\s*\((?!'\.\/)/;

test('nothing suppresses the linter, the compiler or the formatter', () => {
  expect(filesMatching(FOLDERS, SUPPRESSION)).toEqual([]);
});

test('no layer reaches around its rules with import()', () => {
  expect(filesMatching(DECLARED_ONLY, DYNAMIC_IMPORT)).toEqual([]);
});

test.each([
  ['// oxlint-disable-next-line eqeqeq', SUPPRESSION],
  ['/* eslint-disable */', SUPPRESSION],
  ['// @ts-expect-error wrong on purpose', SUPPRESSION],
  ["const openai = await import('openai');", DYNAMIC_IMPORT],
  ["type Pool = import('#adapters/db/pool.ts').Pool;", DYNAMIC_IMPORT],
])('%s would be found', (line, pattern) => {
  expect(line).toMatch(pattern);
});

test.each(["import { a } from './a.ts';", "await import('./a.ts')", 'products.import(rows);', 'reimport (x)'])(
  '%s is no import()',
  (line) => {
    expect(line).not.toMatch(DYNAMIC_IMPORT);
  },
);

function filesMatching(folders: readonly string[], pattern: RegExp): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.(tsx?|mjs)$/.test(file) && !file.startsWith(join('tests', 'gates')))
    .filter((file) => pattern.test(readFileSync(join(ROOT, file), 'utf8')));
}
