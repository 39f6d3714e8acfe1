import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Request, RequestHandler, Response } from 'express';

/** The staff's web app, built. */
export interface DashboardFiles {
  /** Holds `assets/` with hashed names, and beside each text its `.gz`. */
  readonly folder: string;
  /** The one page, whose styles and scripts carry this nonce. */
  page(nonce: string): string;
}

/** Answers the dashboard. @throws NotConfigured when it is not built and can't be built here */
export type OpenDashboard = () => Promise<DashboardFiles>;

/** Where programs ask; what is unknown there stays a 404 that programs understand. */
const NOT_PAGES = /^\/(?:v1|webhooks|widget|metrics|healthz|readyz|docs|openapi\.json)(?:\/|$)/;
const FILE = /^\/(?:assets\/)?[\w-]+(?:\.[\w-]+)+$/;
/** What the dashboard calls its pages; nothing with a dot or an escape in it. */
const PAGE = /^\/[\w/-]*$/;
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * The dashboard at `/`: its files, and the one page for every address of it that a browser asks for. Stands behind all
 * endpoints, so an address of the API is never taken for a page.
 */
export function serveDashboard(open: OpenDashboard): RequestHandler {
  return async (request, response, next) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || NOT_PAGES.test(request.path)) return next();
    if (FILE.test(request.path)) {
      const { folder } = await open();
      if (!(await sendFile(folder, request, response))) next();
      return;
    }
    if (!PAGE.test(request.path) || request.accepts(['json', 'html']) !== 'html') return next();
    sendPage(await open(), response);
  };
}

function sendPage(dashboard: DashboardFiles, response: Response): void {
  const nonce = randomBytes(16).toString('base64');
  response
    .set({ 'Content-Security-Policy': policy(nonce), 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    .type('html')
    .send(dashboard.page(nonce));
}

/** Scripts and calls only of our own; pictures of products may lie anywhere, but only behind https. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data: https:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Answers whether there is such a file. */
async function sendFile(folder: string, request: Request, response: Response): Promise<boolean> {
  const type = TYPES[extname(request.path)];
  if (type === undefined) return false;
  const plain = join(folder, request.path);
  const zipped = request.acceptsEncodings('gzip') === 'gzip' && (await isFile(`${plain}.gz`));
  if (!zipped && !(await isFile(plain))) return false;
  response.set({
    'Content-Type': type,
    'Cache-Control': request.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
    ...(zipped && { 'Content-Encoding': 'gzip' }),
  });
  await new Promise<void>((resolve, reject) => {
    response.sendFile(zipped ? `${plain}.gz` : plain, { dotfiles: 'deny', cacheControl: false }, (error) =>
      error === undefined || response.headersSent ? resolve() : reject(error),
    );
  });
  return true;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
