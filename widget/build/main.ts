import { gzipSync } from 'node:zlib';
import { createWidgetScript } from './widget-script.ts';

// `npm run build:widget`: what an image does at build time.
const { code } = await createWidgetScript()();
console.log(`widget.js ready: ${(gzipSync(code).length / 1024).toFixed(1)} KB gzipped`);
