import { AR } from './ar.ts';
import { EN } from './en.ts';
import { HE } from './he.ts';
import { ID } from './id.ts';
import type { Texts } from './texts.ts';

const TEXTS: Readonly<Record<string, Texts>> = { ar: AR, en: EN, he: HE, iw: HE, id: ID };
const RIGHT_TO_LEFT = new Set(['ar', 'dv', 'fa', 'he', 'iw', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** The widget's own words in a BCP 47 language; English where we have none. */
export function textsFor(language: string): Texts {
  return TEXTS[baseOf(language)] ?? EN;
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(baseOf(language)) ? 'rtl' : 'ltr';
}

function baseOf(language: string): string {
  return language.toLowerCase().split('-')[0] ?? '';
}
