import type { FileStorage } from '#domain/file-storage.ts';
import { createDiskStorage } from './disk-storage.ts';
import type { S3Options } from './s3-storage.ts';

/** Where files are kept. */
export interface FilesOptions {
  readonly dir: string;
  /** Set = in a bucket instead. */
  readonly s3?: S3Options | undefined;
}

/** The storage that the configuration names; what S3 takes is loaded only when it is used. */
export async function openFiles({ dir, s3 }: FilesOptions): Promise<FileStorage> {
  if (s3 === undefined) return createDiskStorage(dir);
  const { createS3Storage } = await import('./s3-storage.ts');
  return createS3Storage(s3);
}
