import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundlePrograms } from './programs.mjs';
import { ROOT } from './project.mjs';

// What an image does at build time, where the bundler is.
const folder = join(ROOT, 'dist', 'programs');
await rm(folder, { recursive: true, force: true });
await bundlePrograms(folder);
console.log('programs ready: dist/programs/{api-server,workers-main,cli-main}.mjs');
