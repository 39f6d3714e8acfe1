import type { FileStorage } from '#domain/file-storage.ts';
import type { MediaStore } from '#domain/media/media-store.ts';
import type { Transcriber } from '#domain/media/transcriber.ts';

/** What fetching and showing the files of customers takes. */
export interface MediaDeps {
  readonly store: MediaStore;
  readonly files: FileStorage;
  /** Of one file. */
  readonly maxBytes: number;
  /** Left out = voice notes are kept but not heard. */
  readonly transcriber?: Transcriber;
}
