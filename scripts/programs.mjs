/*
 * Our programs as few files. Node reads the TypeScript sources as they are, but a program of nine hundred files takes a
 * second to start; bundled it takes half of that, which is what a worker that died is away longer. Plain JavaScript, since it
 * runs before everything else.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './project.mjs';

/** The programs that are bundled. */
const PROGRAMS = ['api/server.ts', 'workers/main.ts', 'cli/main.ts'];

/** Folders whose sources they are made of. */
const SOURCES = [
  'domain',
  'workflows',
  'activities',
  'agent',
  'adapters',
  'api',
  'workers',
  'config',
  'cli',
  'dev',
  'widget/build',
  'dashboard/build',
];

/**
 * The file to run for a program: its bundle, made now when it is missing, or the source itself where it can't be made.
 * @param {string} entry below the repository's root
 */
export async function programFile(entry) {
  const source = join(ROOT, entry);
  if (!PROGRAMS.includes(entry)) return source;
  const folder = join(ROOT, 'dist', `programs-${await stateOfSources()}`);
  const file = join(folder, nameOf(entry));
  if (existsSync(file)) return file;
  try {
    await bundlePrograms(folder);
    await forgetOldBuilds(dirname(folder));
    return file;
  } catch (error) {
    // Another process was quicker.
    if (existsSync(file)) return file;
    console.error(`${entry} is run from its sources, which starts slower: ${error.message}`);
    return source;
  }
}

/** @param {string} entry */
function nameOf(entry) {
  return `${entry.replace(/\.ts$/, '').replaceAll('/', '-')}.mjs`;
}

/** What a build of one state of the sources is called, the programs' and the dashboard's. */
const BUILD = /^(?:programs|dashboard)-[0-9a-f]{16}$/;
const KEPT_MS = 7 * 24 * 3_600_000;

/**
 * A build of sources that have changed since is of no use, but to a program that still runs from it.
 * @param {string} folder that holds the builds
 */
export async function forgetOldBuilds(folder, now = Date.now()) {
  const names = (await readdir(folder)).filter((name) => BUILD.test(name));
  for (const name of names) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (now - mtimeMs > KEPT_MS) await rm(path, { recursive: true, force: true });
  }
}

/** @param {string} folder that is to hold the bundles, in `dist`; it appears when they are whole */
export async function bundlePrograms(folder) {
  const { build } = await import('esbuild');
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}.`);
  try {
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: PROGRAMS.map((entry) => ({ in: entry, out: nameOf(entry).replace(/\.mjs$/, '') })),
      outdir: draft,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node22',
      packages: 'external',
      logLevel: 'silent',
      plugins: [keepPlaces],
      metafile: true,
    });
    const unknown = Object.keys(metafile.inputs).filter(
      (path) => !SOURCES.some((folder) => path.startsWith(`${folder}/`)),
    );
    if (unknown.length > 0) throw new Error(`sources that the hash does not know: ${unknown.slice(0, 5).join(', ')}`);
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** A source that looks for files beside itself finds them where it was. */
const keepPlaces = {
  name: 'keep places',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes('import.meta')) return undefined;
      const place = JSON.stringify(`../../${relative(ROOT, path).replaceAll('\\', '/')}`);
      const contents = text
        .replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`)
        .replaceAll(
          'import.meta.dirname',
          `process.getBuiltinModule('node:url').fileURLToPath(new URL('.', new URL(${place}, import.meta.url)))`,
        );
      return { contents, loader: 'ts' };
    });
  },
};

/** Tells one state of the sources from another, by what costs no reading. */
async function stateOfSources() {
  const hash = createHash('sha256');
  const note = async (path) => {
    const { size, mtimeMs } = await stat(join(ROOT, path));
    return `${path} ${size} ${mtimeMs}`;
  };
  const files = await Promise.all(SOURCES.map((folder) => sourcesIn(folder)));
  for (const line of await Promise.all(['package-lock.json', ...files.flat()].map(note))) hash.update(`${line}\n`);
  return hash.digest('hex').slice(0, 16);
}

/** @param {string} folder */
async function sourcesIn(folder) {
  const names = await readdir(join(ROOT, folder), { recursive: true });
  return names.filter((name) => /(?<!\.test)\.ts$/.test(name)).map((name) => join(folder, name));
}
