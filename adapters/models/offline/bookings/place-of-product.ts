import type { Context } from '#adapters/models/offline/context.ts';
import type { NamedResource } from './named-resources.ts';

/** "Bola futsal" is a ball that is sold, no field: a product's name around the resource's is what was meant. */
export function isPlaceOfProduct(text: string, named: NamedResource, { prompt }: Context): boolean {
  const folded = text.toLowerCase();
  return prompt.catalogue
    .flatMap((product) => [product.name, ...product.aliases])
    .some((name) => {
      const start = name === '' ? -1 : folded.indexOf(name.toLowerCase());
      return (
        start >= 0 && start <= named.start && start + name.length >= named.end && name.length > named.end - named.start
      );
    });
}
