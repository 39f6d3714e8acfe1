import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { NotConfigured } from '#domain/errors.ts';
import { DASHBOARD, NONCE_PLACE } from './vite-options.ts';

const run = promisify(execFile);
const ROOT = join(DASHBOARD, '..');
const DIST = join(ROOT, 'dist');

/** The built dashboard. */
export interface BuiltDashboard {
  /** Holds `assets/` with hashed names, and beside each text its `.gz`. */
  readonly folder: string;
  /** `index.html` for one answer, whose styles and scripts carry this nonce. */
  page(nonce: string): string;
}

/**
 * Answers the built dashboard. It is kept in `dist/` under the hash of its sources, where an image's build leaves it;
 * where there is none it is built when first asked for. A failed build is tried again.
 */
export function createDashboardFiles(): () => Promise<BuiltDashboard> {
  let built: Promise<BuiltDashboard> | undefined;
  return () => {
    built ??= readOrBuild().catch((error: unknown) => {
      built = undefined;
      throw error;
    });
    return built;
  };
}

async function readOrBuild(): Promise<BuiltDashboard> {
  const folder = join(DIST, `dashboard-${await sourceHash()}`);
  const html = await readFile(join(folder, 'index.html'), 'utf8').catch(async () => {
    await buildInto(folder);
    return readFile(join(folder, 'index.html'), 'utf8');
  });
  return { folder, page: (nonce) => html.replaceAll(NONCE_PLACE, nonce) };
}

/** Beside its place first, then moved there whole: another process may be doing the same. */
async function buildInto(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  await mkdir(DIST, { recursive: true });
  try {
    await bundle(draft);
    await compress(join(draft, 'assets'));
    await rename(draft, folder).catch(async (error: unknown) => {
      if (!(await isFolder(folder))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * In a process of its own, whose NODE_ENV is `production` whatever ours is: with another one the bundler would take
 * libraries as they are for development, half as large again.
 */
async function bundle(folder: string): Promise<void> {
  const program = join(DASHBOARD, 'build', 'make-main.ts');
  await run(process.execPath, [program, folder], { env: { NODE_ENV: 'production' } }).catch((error: unknown) => {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    // Only a build needs the bundler; a production installation does not have it.
    if (!said.includes("Cannot find package 'vite'")) throw error;
    throw new NotConfigured(
      'the dashboard is not built: run `npm run build` where the dev dependencies are installed',
      { cause: error },
    );
  });
}

async function compress(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/\.(?:js|css|svg)$/.test(name)) {
      await writeFile(join(folder, `${name}.gz`), gzipSync(await readFile(join(folder, name)), { level: 9 }));
    }
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

const SOURCES = /\.(?:tsx?|css|html|svg)$/;
const NO_SOURCES = /\.test\.tsx?$|\.gen\.d\.ts$/;

/** Of everything the build reads: the files, and the versions of the packages. */
async function sourceHash(): Promise<string> {
  const hash = createHash('sha256');
  const { devDependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies?: unknown;
  };
  hash.update(JSON.stringify(devDependencies ?? {}));
  const names = await readdir(DASHBOARD, { recursive: true });
  for (const name of names.filter((entry) => SOURCES.test(entry) && !NO_SOURCES.test(entry)).sort()) {
    hash.update(name).update(await readFile(join(DASHBOARD, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
