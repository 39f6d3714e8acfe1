import { element } from './element.ts';

const ADDRESS = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/g;

/** Words with their web addresses as links. Nothing in them becomes markup. */
export function richText(text: string): Node[] {
  const parts: Node[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const [address] = match;
    if (match.index > from) parts.push(document.createTextNode(text.slice(from, match.index)));
    parts.push(element('a', { href: address, target: '_blank', rel: 'noopener noreferrer nofollow' }, address));
    from = match.index + address.length;
  }
  if (from < text.length) parts.push(document.createTextNode(text.slice(from)));
  return parts;
}
