/*
 * `node scripts/launch.mjs api/server.ts [arguments]`: runs one of our programs in this process, from its bundle.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { programFile } from './programs.mjs';
import { ROOT } from './project.mjs';

/** A process that is killed writes down nothing any more; by then its code has all been compiled. */
const STARTED_MS = 5_000;

const [, , entry, ...args] = process.argv;
if (entry === undefined) {
  console.error('launch: which program? For example: node scripts/launch.mjs workers/main.ts');
  process.exit(1);
}
// Compiled code is kept between starts (NODE_COMPILE_CACHE says elsewhere): a worker that died is back sooner.
enableCompileCache(process.env['NODE_COMPILE_CACHE'] ?? join(ROOT, 'node_modules', '.cache', 'compile'));
setTimeout(flushCompileCache, STARTED_MS).unref();
const file = await programFile(entry);
process.argv.splice(1, process.argv.length, file, ...args);
await import(pathToFileURL(file).href);
