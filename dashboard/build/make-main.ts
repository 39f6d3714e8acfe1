import { build } from 'vite';
import { viteOptions } from './vite-options.ts';

// Bundles into the folder that is named; see `dashboard-files.ts`.
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder to build into');
await build(viteOptions(folder));
