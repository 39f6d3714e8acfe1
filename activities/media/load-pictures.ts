import { withHeartbeat } from '#activities/with-heartbeat.ts';
import type { FileStorage } from '#domain/file-storage.ts';
import { NotFound } from '#domain/errors.ts';
import type { StoredMedia } from '#domain/media/media.ts';
import type { ModelImage } from '#domain/ports.ts';
import type { DraftContext } from '#domain/store.ts';
import { readWhole } from './read-whole.ts';

/** Pictures of one model call: the newest. */
const MOST = 4;
/** Providers take 5 MB of base64 at most. */
const LARGEST_BYTES = 3_700_000;

const SHOWN: ReadonlySet<string> = new Set<ModelImage['contentType']>([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
]);

export const NO_PICTURES: ReadonlyMap<string, ModelImage> = new Map();

/**
 * The customer's newest pictures of this talk, by storage key, as far as models take them; a larger one, or one that is no
 * longer there, stays the bracketed word.
 */
export async function loadPictures(
  files: FileStorage,
  { history, turnMessages }: Pick<DraftContext, 'history' | 'turnMessages'>,
): Promise<ReadonlyMap<string, ModelImage>> {
  const newest = [...history, ...turnMessages]
    .flatMap(({ pictures }) => pictures ?? [])
    .filter(({ contentType, bytes }) => SHOWN.has(contentType) && bytes <= LARGEST_BYTES)
    .slice(-MOST);
  if (newest.length === 0) return NO_PICTURES;
  return withHeartbeat(async () => {
    const loaded = await Promise.all(newest.map(async (picture) => [picture.key, await load(files, picture)] as const));
    return new Map(loaded.filter((entry): entry is [string, ModelImage] => entry[1] !== undefined));
  });
}

async function load(files: FileStorage, picture: StoredMedia): Promise<ModelImage | undefined> {
  try {
    const bytes = await readWhole(files, picture);
    return {
      contentType: picture.contentType as ModelImage['contentType'],
      base64: Buffer.from(bytes).toString('base64'),
    };
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}
