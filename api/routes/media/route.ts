import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { NotFound } from '#domain/errors.ts';
import type { StoredMedia } from '#domain/media/media.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { mediaSpec } from './schema.ts';

/** What a browser can show without running anything that is in it. All else is a download of bytes. */
const SHOWN = /^(?:image\/(?:jpeg|png|gif|webp|avif)|audio\/[\w-]+|video\/[\w-]+)$/;

/** The files of customers, for the people of their shop. */
export function mediaEndpoints({ media, records }: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(mediaSpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const file = await media.find(tenant.id, params.id, params);
      if (file === undefined) throw new NotFound(`there is no file ${params.index} at message "${params.messageId}"`);
      const content = await media.files.get(file.key);
      setHeaders(response, file);
      await send(response, content);
    }),
  ];
}

function setHeaders(response: Response, file: StoredMedia & { readonly fileName?: string }): void {
  const isShown = SHOWN.test(file.contentType);
  response.attachment(file.fileName?.replaceAll(/[\p{Cc}"\\/]/gu, '_') ?? 'file');
  if (isShown)
    response.set('Content-Disposition', String(response.get('Content-Disposition')).replace(/^attachment/, 'inline'));
  response.set({
    'Content-Type': isShown ? file.contentType : 'application/octet-stream',
    'Content-Length': String(file.bytes),
    'X-Content-Type-Options': 'nosniff',
    // Whatever a browser takes it for, it can neither run nor load anything.
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, max-age=3600, immutable',
  });
}

/** A break in the middle ends the connection, so that nobody takes half for whole. */
async function send(response: Response, content: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await pipeline(content, response);
  } catch (error) {
    if (!response.headersSent) throw error;
  }
}
