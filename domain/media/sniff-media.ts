import type { AttachmentKind } from '#domain/message/inbound.ts';

/** Bytes from the beginning of a file that are enough to tell what it is. */
export const SNIFF_BYTES = 64;

/** A place in the file, the bytes that stand there (latin-1), what the file then is. */
type Magic = readonly [at: number, bytes: string, type: string];

/** Longer and rarer marks first. */
const MAGIC: readonly Magic[] = [
  [0, '\u0089PNG\r\n\u001a\n', 'image/png'],
  [0, '\u00ff\u00d8\u00ff', 'image/jpeg'],
  [0, 'GIF87a', 'image/gif'],
  [0, 'GIF89a', 'image/gif'],
  [8, 'WEBP', 'image/webp'],
  [8, 'WAVE', 'audio/wav'],
  [0, 'OggS', 'audio/ogg'],
  [0, 'fLaC', 'audio/flac'],
  [0, '#!AMR', 'audio/amr'],
  [0, 'ID3', 'audio/mpeg'],
  [0, '\u001aE\u00df\u00a3', 'video/webm'],
  [0, '%PDF-', 'application/pdf'],
  [0, 'PK\u0003\u0004', 'application/zip'],
  [0, '\u001f\u008b', 'application/gzip'],
];

/** The `ftyp` brands of ISO media files that are not plain video. */
const BRANDS: Readonly<Record<string, string>> = {
  heic: 'image/heic',
  heix: 'image/heic',
  mif1: 'image/heic',
  avif: 'image/avif',
  'M4A ': 'audio/mp4',
  'M4B ': 'audio/mp4',
  '3gp4': 'video/3gpp',
  '3gp5': 'video/3gpp',
  'qt  ': 'video/quicktime',
};

/** What a file is by its first bytes; undefined when they are of no kind that customers send as media. */
export function sniffMedia(head: Uint8Array): string | undefined {
  const text = String.fromCharCode(...head.subarray(0, SNIFF_BYTES));
  if (text.slice(4, 8) === 'ftyp') return BRANDS[text.slice(8, 12)] ?? 'video/mp4';
  const riff = text.startsWith('RIFF');
  const found = MAGIC.find(([at, bytes]) => text.startsWith(bytes, at) && (at === 0 || riff));
  return found?.[2] ?? soundFrame(head);
}

/** MPEG audio and AAC begin with a frame: eleven or twelve bits set. */
function soundFrame([first = 0, second = 0]: Uint8Array): string | undefined {
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  // The layer's bits are zero in ADTS (AAC) only.
  return (second & 0x06) === 0 ? 'audio/aac' : 'audio/mpeg';
}

/**
 * The type under which a file may be kept, by its bytes; undefined when they are not what the message said. A document may be
 * anything: it is never shown, only handed out as a file.
 */
export function acceptedType(kind: AttachmentKind, head: Uint8Array): string | undefined {
  const found = sniffMedia(head);
  const family = found?.split('/')[0];
  switch (kind) {
    case 'image':
      return family === 'image' ? found : undefined;
    case 'voice':
    case 'audio':
      // Some telephones record sound into a video's container.
      if (found === 'video/mp4' || found === 'video/3gpp') return found.replace('video', 'audio');
      return found === 'video/webm' ? 'audio/webm' : family === 'audio' ? found : undefined;
    case 'video':
      return family === 'video' || found === 'image/gif' ? found : undefined;
    case 'sticker':
      // Animated ones are packed JSON (Telegram) or small videos.
      return family === 'image' || family === 'video' || found === 'application/gzip' ? found : undefined;
    default:
      return found ?? 'application/octet-stream';
  }
}
