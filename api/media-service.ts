import type { FileStorage } from '#domain/file-storage.ts';
import type { MediaStore } from '#domain/media/media-store.ts';

/** The files that customers sent, for staff. */
export interface MediaService extends Pick<MediaStore, 'find'> {
  readonly files: Pick<FileStorage, 'get'>;
}
