import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InlineConfig } from 'vite';

/** The folder `dashboard/`. */
export const DASHBOARD = fileURLToPath(new URL('..', import.meta.url));

/** Stands where the API writes the nonce of each answer. */
export const NONCE_PLACE = '__CSP_NONCE__';

/** What the bundler is told, for a build into `outDir`. */
export function viteOptions(outDir: string): InlineConfig {
  return {
    root: DASHBOARD,
    // Every choice stands here, so that nothing is read from the folder somebody happens to be in.
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    publicDir: join(DASHBOARD, 'public'),
    cacheDir: join(DASHBOARD, '..', 'node_modules', '.cache', 'vite-dashboard'),
    html: { cspNonce: NONCE_PLACE },
    build: {
      outDir,
      emptyOutDir: true,
      manifest: true,
      sourcemap: false,
      reportCompressedSize: false,
      target: ['chrome123', 'firefox120', 'safari17.5'],
      modulePreload: { polyfill: false },
      // A font or picture inlined as data: would need a wider policy.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1_000,
      // 'use client' in packages means nothing where everything runs in the browser.
      rolldownOptions: { onLog: (level, log, tell) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && tell(level, log) },
    },
  };
}
