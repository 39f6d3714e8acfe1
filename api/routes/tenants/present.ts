import type { NewBusiness } from '#domain/account/account-store.ts';
import { HttpProblem } from '#api/http/problem.ts';
import type { BusinessBody } from './schema.ts';

/** @throws HttpProblem 422 when no slug can be made of the name */
export function businessOf({ name, slug, currency, language, time_zone: timeZone }: BusinessBody): NewBusiness {
  const made = slug ?? slugOf(name);
  if (made === '') {
    throw new HttpProblem(
      422,
      'ValidationFailed',
      'business.slug: none can be made of this name; choose one of a-z, 0-9 and -',
    );
  }
  return { slug: made, name, currency, language, timeZone };
}

/** "Café Zoë & Sons" → "cafe-zoe-sons"; a name without Latin letters makes none. */
function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63);
}
