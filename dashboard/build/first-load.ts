import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** One entry of the bundler's manifest: source → what became of it. */
interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

/** The script a page needs before it shows anything, gzipped. */
export interface FirstLoad {
  /** Source of the page, `pages/inbox/inbox-page.tsx`. */
  readonly page: string;
  readonly bytes: number;
}

/** Every lazy page with the bytes of the entry, of the page and of all that both import, largest first. */
export function firstLoads(folder: string): readonly FirstLoad[] {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Manifest;
  const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry === true);
  if (entry === undefined) throw new Error(`${folder}/.vite/manifest.json names no entry; build the dashboard again`);
  const pages = Object.keys(manifest).filter((name) => /^pages\/.+-page\.tsx$/.test(name));
  return pages
    .map((page) => ({ page, bytes: gzippedBytes(folder, scriptsOf(manifest, [entry, page])) }))
    .sort((a, b) => b.bytes - a.bytes);
}

function scriptsOf(manifest: Manifest, sources: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const waiting = [...sources];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(name)) continue;
    seen.add(name);
    if (chunk.file.endsWith('.js')) files.add(chunk.file);
    waiting.push(...(chunk.imports ?? []));
  }
  return files;
}

function gzippedBytes(folder: string, files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
}
