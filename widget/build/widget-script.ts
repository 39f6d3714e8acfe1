import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotConfigured } from '#domain/errors.ts';

const WIDGET = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(WIDGET, '..', 'dist');

/** The script that shops embed. */
export interface BuiltScript {
  readonly code: string;
  /** Strong validator of `code`, with its quotes. */
  readonly etag: string;
}

/**
 * Answers the built script. It is kept in `dist/` under the hash of its sources, where an image's build leaves it; where
 * there is none it is built when first asked for. A failed build is tried again.
 */
export function createWidgetScript(): () => Promise<BuiltScript> {
  let built: Promise<BuiltScript> | undefined;
  return () => {
    built ??= readOrBuild().catch((error: unknown) => {
      built = undefined;
      throw error;
    });
    return built;
  };
}

async function readOrBuild(): Promise<BuiltScript> {
  const file = join(DIST, `widget-${await sourceHash()}.js`);
  const code = await readFile(file, 'utf8').catch(async () => {
    const fresh = await bundle();
    await keep(file, fresh);
    return fresh;
  });
  return { code, etag: `"${createHash('sha256').update(code).digest('base64url').slice(0, 27)}"` };
}

/** Small enough for every page: one file, minified, for browsers of the last years. */
async function bundle(): Promise<string> {
  // Only a build needs the bundler; a production installation does not have it.
  const { build } = await import('esbuild').catch((error: unknown) => {
    throw new NotConfigured(
      'widget.js is not built: run `npm run build:widget` where the dev dependencies are installed',
      {
        cause: error,
      },
    );
  });
  const { outputFiles } = await build({
    entryPoints: [join(WIDGET, 'main.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['chrome103', 'firefox100', 'safari16'],
    charset: 'utf8',
    legalComments: 'none',
    loader: { '.css': 'text' },
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

/** A folder that can't be written only costs the time again. */
async function keep(file: string, code: string): Promise<void> {
  const draft = `${file}.${process.pid}`;
  try {
    await mkdir(DIST, { recursive: true });
    await writeFile(draft, code);
    await rename(draft, file);
  } catch (error) {
    process.emitWarning(`widget.js not kept in ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function sourceHash(): Promise<string> {
  const hash = createHash('sha256');
  const names = await readdir(WIDGET, { recursive: true });
  for (const name of names.filter((entry) => /\.(?:ts|css)$/.test(entry) && !entry.endsWith('.test.ts')).sort()) {
    hash.update(name).update(await readFile(join(WIDGET, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
