import { z } from 'zod';

/** One environment variable: what it is for, what it may be, what it is when nobody sets it. */
export interface Variable {
  readonly doc: string;
  readonly schema: z.ZodType;
  /** Shown in `.env.example`; the schema applies the real default. */
  readonly example: string;
  /** Never printed. */
  readonly secret?: true;
}

export const port = (value: number) => z.coerce.number().int().min(0).max(65_535).default(value);
export const millis = (value: number, max: number) => z.coerce.number().int().min(100).max(max).default(value);
export const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
export const text = z.string().min(1);
export const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
export const base64Key = /^[A-Za-z0-9+/]{43}=$/;
export const key = z
  .string()
  .regex(base64Key, 'expected 32 bytes in base64 (44 characters); make one: openssl rand -base64 32');
export const keyring = z
  .string()
  .refine(
    (value) => value.split(',').every((entry) => /^[\w.-]{1,32}:[A-Za-z0-9+/]{43}=$/.test(entry.trim())),
    'expected "id:base64-of-32-bytes", several separated by commas, the current one first',
  );
export const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
export const provider = z.enum(['offline', 'openai', 'anthropic', 'google', 'xai', 'groq']);
export const modelList = z
  .string()
  .regex(/^\w+:[^,\s]+(,\s*\w+:[^,\s]+)*$/, 'expected "provider:model", several separated by commas');
