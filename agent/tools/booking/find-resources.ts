import type { Resource } from '#domain/booking/resource.ts';
import { editDistance, typoLimit } from '#agent/text/edit-distance.ts';
import { foldName } from '#agent/text/fold-text.ts';

export type FoundResources = { readonly resources: readonly Resource[] } | { readonly didYouMean: readonly string[] };

/**
 * The resources that words mean: one by its name, else all of a category ("futsal", "a tennis court"), else all of a
 * kind. Nothing said = all, when they are all of one category. Slips of the pen count when nothing fits better.
 */
export function findResources(said: string | undefined, resources: readonly Resource[]): FoundResources {
  const wanted = foldName(said ?? '');
  if (wanted === '') {
    const categories = categoriesOf(resources);
    return categories.length === 1 ? { resources } : { didYouMean: categories };
  }
  const named = resources.filter((resource) => foldName(resource.name) === wanted);
  if (named.length > 0) return { resources: named };
  const words = wanted.split(' ');
  const steps: ((resource: Resource) => boolean)[] = [
    (resource) => namesOf(resource).includes(wanted),
    (resource) => namesOf(resource).some((name) => name !== '' && ` ${wanted} `.includes(` ${name} `)),
    (resource) => words.length > 0 && words.every((word) => wordsOf(resource).includes(word)),
    (resource) => words.some((word) => word.length > 3 && wordsOf(resource).some((other) => isSlip(word, other))),
    (resource) => words.includes(resource.kind),
  ];
  for (const fits of steps) {
    const found = resources.filter(fits);
    if (found.length > 0) return longestNamed(found, wanted);
  }
  return { didYouMean: categoriesOf(resources) };
}

/** "Table tennis" is no tennis: of categories that fit, the one with the longest name in the words. */
function longestNamed(found: readonly Resource[], wanted: string): FoundResources {
  const length = (resource: Resource) =>
    Math.max(0, ...namesOf(resource).map((name) => (` ${wanted} `.includes(` ${name} `) ? name.length : 0)));
  const longest = Math.max(...found.map(length));
  const best = found.filter((resource) => length(resource) === longest);
  return categoriesOf(best).length === 1 ? { resources: best } : { didYouMean: best.map((resource) => resource.name) };
}

export function categoriesOf(resources: readonly Resource[]): readonly string[] {
  return [...new Set(resources.map((resource) => resource.category))];
}

function namesOf(resource: Resource): readonly string[] {
  return [resource.category, ...resource.aliases].map(foldName);
}

function wordsOf(resource: Resource): readonly string[] {
  return [resource.name, resource.category, ...resource.aliases].flatMap((name) => foldName(name).split(' '));
}

function isSlip(word: string, other: string): boolean {
  const limit = typoLimit(Math.min(word.length, other.length));
  return limit > 0 && editDistance(word, other, limit) <= limit;
}
