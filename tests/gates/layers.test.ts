import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LAYERS } from '#scripts/layers.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FIXTURES = join(import.meta.dirname, 'must-fail');

/** File → the rule its first line names, or undefined for `// allowed`. */
const expected = new Map(
  readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && file !== 'oxlint.config.ts' && !file.startsWith('compiler'))
    .map((file) => [file.replaceAll('\\', '/'), expectedRule(file)]),
);

let reported: Map<string, Set<string>>;

beforeAll(() => {
  reported = lintFixtures();
}, 60_000);

test.each([...expected].filter(([, rule]) => rule !== undefined))(
  '%s is rejected by %s and nothing else',
  (file, rule) => {
    expect([...(reported.get(file) ?? [])]).toEqual([rule]);
  },
);

test.each([...expected].filter(([, rule]) => rule === undefined))('%s is allowed', (file) => {
  expect([...(reported.get(file) ?? [])]).toEqual([]);
});

test.each(LAYERS.map(({ files }) => [files[0] ?? '', files]))(
  'the layer %s has a fixture that its import rule rejects',
  (_, files) => {
    const rejected = [...expected].filter(([, rule]) => rule === 'eslint(no-restricted-imports)').map(([file]) => file);
    expect(rejected.filter((file) => governingLayer(file)?.files === files)).not.toEqual([]);
  },
);

test('every folder of the source that layers apply to exists in package.json imports', () => {
  const { imports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    imports: Record<string, string>;
  };
  const governed = new Set(LAYERS.flatMap(({ files }) => files.map((glob) => glob.split('/')[0])));
  const everythingAllowed = new Set(['tests', 'bench', 'scripts']);
  const folders = Object.keys(imports).map((name) => name.slice(1, -2));
  expect(folders.filter((folder) => !governed.has(folder) && !everythingAllowed.has(folder))).toEqual([]);
});

function expectedRule(file: string): string | undefined {
  const [first = ''] = readFileSync(join(FIXTURES, file), 'utf8').split('\n', 1);
  if (first === '// allowed') return undefined;
  const rule = /^\/\/ rejected by: (\S+)$/.exec(first)?.[1];
  if (rule === undefined)
    throw new Error(`${file} must begin with '// rejected by: plugin(rule)' or '// allowed'; found '${first}'.`);
  return rule;
}

/** The last row whose glob holds the file, as in the linter's overrides. */
function governingLayer(file: string): (typeof LAYERS)[number] | undefined {
  return LAYERS.findLast(({ files }) =>
    files.some((glob) => (glob.endsWith('/**') ? file.startsWith(glob.slice(0, -2)) : file === glob)),
  );
}

function lintFixtures(): Map<string, Set<string>> {
  const oxlint = join(ROOT, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const run = spawnSync(process.execPath, [oxlint, '--type-aware', '--format', 'json', '.'], {
    cwd: FIXTURES,
    encoding: 'utf8',
  });
  const { diagnostics } = parseReport(run.stdout, run.stderr);
  const found = new Map<string, Set<string>>();
  for (const { filename, code } of diagnostics) {
    found.set(filename, (found.get(filename) ?? new Set()).add(code));
  }
  return found;
}

function parseReport(stdout: string, stderr: string): { diagnostics: { filename: string; code: string }[] } {
  try {
    return JSON.parse(stdout) as { diagnostics: { filename: string; code: string }[] };
  } catch (error) {
    throw new Error(`oxlint printed no JSON report: ${stdout.slice(0, 500)}${stderr.slice(0, 500)}`, { cause: error });
  }
}
