import { z } from 'zod';
import { modelList, text, url } from './shapes.ts';
import type { Variable } from './shapes.ts';

/** Where files are kept, and how large a customer's may be. */
export const FILE_VARIABLES = {
  S3_BUCKET: {
    doc: 'Bucket of uploaded files; set = they are kept there instead of in FILES_DIR.',
    schema: text.optional(),
    example: 'colloquy-files',
  },
  S3_ENDPOINT: {
    doc: 'Address of S3, or of a service that speaks its protocol. Default: Amazon’s in S3_REGION.',
    schema: url.optional(),
    example: 'http://minio:9000',
  },
  S3_REGION: { doc: 'Region of the bucket.', schema: text.default('us-east-1'), example: 'eu-central-1' },
  S3_ACCESS_KEY_ID: { doc: 'Key that may read, write and delete in the bucket.', schema: text.optional(), example: '' },
  S3_SECRET_ACCESS_KEY: { doc: 'Its secret.', schema: text.optional(), example: '', secret: true },
  MEDIA_MAX_BYTES: {
    doc: 'Largest file of a customer that is fetched from a channel.',
    schema: z.coerce.number().int().min(1_024).max(104_857_600).default(26_214_400),
    example: '26214400',
  },
} as const satisfies Record<string, Variable>;

/** What is made of pictures and voice notes. */
export const MEDIA_VARIABLES = {
  VISION_MODELS: {
    doc: 'Models that may be shown customers’ pictures, besides those we know to see: "provider:model", several separated by commas.',
    schema: modelList.optional(),
    example: 'groq:my-vision-model',
  },
  TRANSCRIBE_MODEL: {
    doc: 'Model that turns voice notes into words, at a server that speaks OpenAI’s /audio/transcriptions. Not set: they are kept, not heard.',
    schema: text.optional(),
    example: 'whisper-1',
  },
  TRANSCRIBE_BASE_URL: {
    doc: 'Address before /audio/transcriptions. Default: OPENAI_BASE_URL.',
    schema: url.optional(),
    example: 'http://whisper:8000/v1',
  },
  TRANSCRIBE_API_KEY: {
    doc: 'Its key, if it wants one. Default: OPENAI_API_KEY, unless TRANSCRIBE_BASE_URL is set.',
    schema: text.optional(),
    example: '',
    secret: true,
  },
} as const satisfies Record<string, Variable>;
