import type { DraftContext } from '#domain/store.ts';
import type { Json } from '#domain/turn/receipt.ts';
import { ownTexts } from './known-amounts.ts';

/**
 * Addresses as chat programs turn them into links: with a scheme, with "www.", or a bare host whose last part is an
 * ending that shops and payment pages use. A bare host needs a slash or one of few endings: "kg.Sourdough" is none.
 */
const URL =
  /(?:https?:\/\/|www\.)[^\s<>"'`|\\^{}\u2026]+|(?<![\p{L}\p{N}@./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|net|org|io|co|il|id|app|shop|store|me|link|page|dev|info|biz|ly|gl|ai)(?:\/[^\s<>"'`|\\^{}\u2026]*)?(?![\p{L}\p{N}@-])/giu;
/** Characters that no reader sees, which would split an address for us and not for a browser. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const TRAILING = /[.,;:!?)\]}*_~'"\u201D\u2019]+$/u;

/** Links in a draft that neither tool results of this conversation nor the shop's own texts and people hold. Case matters in paths. */
export function unknownUrls(text: string, context: DraftContext): string[] {
  const named = urlsIn(text);
  if (named.length === 0) return [];
  const told = context.receipts.flatMap(({ result }) =>
    result.ok ? [...textsOf(result.data), ...(result.effect?.url === undefined ? [] : [result.effect.url])] : [],
  );
  const colleagues = context.history.filter(({ author }) => author === 'human').map(({ text: words }) => words);
  const known = new Set([...told, ...colleagues, ...ownTexts(context)].flatMap(urlsIn).map(spelling));
  return [...new Set(named)].filter((url) => !known.has(spelling(url)));
}

function urlsIn(text: string): string[] {
  return [...text.normalize('NFKC').replace(UNSEEN, '').matchAll(URL)].map((match) => match[0].replace(TRAILING, ''));
}

/** One spelling for scheme and host, which know no case; the scheme and a last slash may be left out. */
function spelling(url: string): string {
  const [, host = '', rest = ''] = /^(?:https?:\/\/)?([^/?#]*)(.*)$/isu.exec(url) ?? [];
  return `${host.toLowerCase().replace(/^www\./u, '')}${rest.replace(/\/$/u, '')}`;
}

function textsOf(data: Json): string[] {
  if (typeof data === 'string') return [data];
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data).flatMap((value) => textsOf(value as Json));
}
