import type { Json } from '#domain/turn/receipt.ts';

/** One line of JSON that can neither open nor close a block, nor end its line. */
export function dataLine(value: Json): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** A block of data lines; empty when there are none. */
export function block(name: string, values: readonly Json[]): string {
  return values.length === 0 ? '' : [`<${name}>`, ...values.map(dataLine), `</${name}>`].join('\n');
}

/** Text cut to a bound without halving a character. */
export function clip(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).toWellFormed()}…`;
}

/** Customer words can't pretend to be our notes: the bracket of a tag of ours is replaced by a look-alike. */
export function neutralise(text: string): string {
  return text.replace(/[<\uFF1C\uFE64](?=\s*\/?\s*(?:correction|event|stage|transcript)\b)/giu, '‹');
}
