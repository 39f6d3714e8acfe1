import type { PromptResource } from '#adapters/models/offline/prompt.ts';
import { editDistance } from '#adapters/models/offline/text/distance.ts';

/** What of the shop's resources a text names: words to give to a tool, and where they stood. */
export interface NamedResource {
  /** A resource's own name, or its category. */
  readonly said: string;
  readonly category: string;
  readonly start: number;
  readonly end: number;
}

const HEBREW_PREFIX = '[ולבהמשכ]{0,2}';
const SHORTEST_SLIP = 5;

/** The resource or category with the longest name in the text; null when none is named. */
export function namedResource(text: string, resources: readonly PromptResource[]): NamedResource | null {
  let best: NamedResource | null = null;
  for (const resource of resources) {
    for (const name of [resource.name, resource.category, ...resource.aliases]) {
      const place = placeOf(text, name);
      if (place === null || (best !== null && place.end - place.start <= best.end - best.start)) continue;
      best = {
        said: name === resource.name ? resource.name : resource.category,
        category: resource.category,
        ...place,
      };
    }
  }
  return best ?? slip(text, resources);
}

function placeOf(text: string, name: string): { start: number; end: number } | null {
  if (name.trim() === '') return null;
  const literal = name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&').replace(/\s+/gu, '\\s+');
  const match = new RegExp(`(?<![\\p{L}\\p{N}])${HEBREW_PREFIX}${literal}(?:nya)?(?![\\p{L}\\p{N}])`, 'iu').exec(text);
  return match && { start: match.index, end: match.index + match[0].length };
}

/** One letter wrong, missing or too many in a word of a category. */
function slip(text: string, resources: readonly PromptResource[]): NamedResource | null {
  for (const match of text.matchAll(/\p{L}{5,}/gu)) {
    for (const { category, aliases } of resources) {
      const words = [category, ...aliases].flatMap((name) => name.toLowerCase().split(/\s+/u));
      const near = words.some(
        (other) => other.length >= SHORTEST_SLIP && editDistance(match[0].toLowerCase(), other, 1) <= 1,
      );
      if (near) return { said: category, category, start: match.index, end: match.index + match[0].length };
    }
  }
  return null;
}
