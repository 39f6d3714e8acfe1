import { createHash } from 'node:crypto';
import { InvalidInput } from '#domain/errors.ts';
import type { Json } from '#domain/turn/receipt.ts';
import { cleanText } from '#domain/message/clean-text.ts';

/*
 * Readers of what providers send. It is an open set: fields come, go and change their type without notice, so an odd
 * one reads as absent instead of sinking the delivery.
 */

export type LooseObject = Readonly<Record<string, unknown>>;

/** Index entries in Postgres have a limit; no provider's id comes near this. */
const LONGEST_ID = 512;

export function asObject(value: unknown): LooseObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as LooseObject) : undefined;
}

/** The objects of a list; what is none is left out. */
export function asObjects(value: unknown): readonly LooseObject[] {
  return Array.isArray(value) ? value.map(asObject).filter((one) => one !== undefined) : [];
}

/** A text that is not blank, made storable. */
export function asText(value: unknown, limit?: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = cleanText(value, limit);
  return text.trim() === '' ? undefined : text;
}

/** An id, which old material writes as a number; too long a one is kept by its hash. */
export function asId(value: unknown): string | undefined {
  const raw = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof raw !== 'string') return undefined;
  const id = raw.replaceAll('\u0000', '').trim().toWellFormed();
  if (id === '') return undefined;
  return id.length <= LONGEST_ID ? id : hashId(id);
}

/** A short stable name for any text. */
export function hashId(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

export function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/**
 * A provider's time as ISO 8601 UTC: seconds or milliseconds since 1970, as number or text, or a date's text. Undefined
 * when it is none of these or no time a message can have.
 */
export function asTime(value: unknown): string | undefined {
  const number = asNumber(value);
  // Other texts than a date's own form are read by engines in surprising ways.
  const written = typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(value);
  if (number === undefined && !written) return undefined;
  const at = new Date(number === undefined ? Date.parse(value as string) : number < 1e11 ? number * 1000 : number);
  const year = Number.isNaN(at.getTime()) ? 0 : at.getUTCFullYear();
  return year >= 2000 && year < 2200 ? at.toISOString() : undefined;
}

/**
 * The JSON object of a webhook's body.
 * @throws InvalidInput when it is none
 */
export function readJsonObject(rawBody: Uint8Array, what: string): LooseObject {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch (cause) {
    throw new InvalidInput(`${what}: the body is not JSON`, { cause });
  }
  const object = asObject(value);
  if (object === undefined) throw new InvalidInput(`${what}: expected a JSON object`);
  return object;
}

/** The object that a text holds as JSON, e.g. the answers of a filled-in form. */
export function readForm(json: string | undefined): { readonly [field: string]: Json } | undefined {
  try {
    return asObject(JSON.parse(json ?? '')) as { readonly [field: string]: Json } | undefined;
  } catch {
    return undefined;
  }
}

/** Leaves out what is undefined, so that optional fields stay absent. */
export function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
