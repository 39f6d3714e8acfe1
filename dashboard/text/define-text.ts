import type { Language } from './languages.ts';

/** A word or sentence; with parts that change it is a function of them. */
type Entry = string | ((...parts: never[]) => string);

/** The same keys with words of another language. */
type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] };

/** The words of one page in every language: a key that is missing anywhere does not compile. */
export type Text<T> = Readonly<Record<Language, SameKeys<T>>>;

/** One file a page in `dashboard/text/`: `export const ordersText = defineText({ en: {…}, he: {…}, id: {…} })`. */
export function defineText<T extends Readonly<Record<string, Entry>>>(
  words: { readonly en: T } & Readonly<Record<Exclude<Language, 'en'>, SameKeys<T>>>,
): Text<T> {
  return words as Text<T>;
}
