import type { Construction } from './language.ts';

type Extra = Pick<Construction, 'deed' | 'where' | 'elliptic'>;

/** "I did it": told as the speaker's own deed. */
export function act(tags: string, extra: Extra = {}): Construction {
  return { voice: 'act', tags: new RegExp(tags, 'du'), ...extra };
}

/** "It is so": told as how things are. */
export function state(tags: string, extra: Extra = {}): Construction {
  return { voice: 'state', tags: new RegExp(tags, 'du'), ...extra };
}
