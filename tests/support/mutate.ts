import fc from 'fast-check';

/** One change of a payload; `at` picks the place, whatever the payload's size. */
export interface Mutation {
  readonly kind: 'drop' | 'replace' | 'repeat' | 'rename' | 'swap' | 'wrap' | 'bytes' | 'cut';
  readonly at: number;
  readonly value: unknown;
}

/** Values that have broken somebody's webhook before. */
const ODD: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '1e999',
  '0'.repeat(600),
  'x'.repeat(20_000),
  '👩‍👩‍👧'.repeat(50),
  '../../etc/passwd',
  "'; DROP TABLE messages;--",
  '__proto__',
  'constructor',
  'toString',
  [],
  {},
  [[]],
  [null],
  [1, 'a', {}],
  { __proto__: null, id: {} },
  { toString: 1, valueOf: 2 },
  { length: 5 },
  'STOP',
  'text',
  'unknown_type',
  'image',
  'interactive',
  'order',
  'reaction',
  'system',
  'edit',
  'revoke',
];

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('drop', 'replace', 'repeat', 'rename', 'swap', 'wrap', 'bytes', 'cut'),
  at: fc.nat(1_000_000),
  value: fc.oneof(fc.constantFrom(...ODD), fc.jsonValue({ maxDepth: 2 }), fc.string({ unit: 'binary' })),
});

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** Applies changes to the JSON of a payload; `bytes` and `cut` afterwards to its text. */
export function mutateJson(json: string, mutations: readonly Mutation[]): Buffer {
  const root = { body: JSON.parse(json) as unknown };
  for (const one of mutations) mutateValue(root, one);
  return mutateBytes(Buffer.from(JSON.stringify(root.body) ?? 'null'), mutations);
}

/** The same for a form. */
export function mutateForm(form: string, mutations: readonly Mutation[]): Buffer {
  const pairs = [...new URLSearchParams(form)];
  for (const { kind, at, value } of mutations) {
    const nth = at % Math.max(1, pairs.length);
    const pair = pairs[nth];
    if (pair === undefined) continue;
    const text = typeof value === 'string' ? value.toWellFormed() : (JSON.stringify(value) ?? '');
    if (kind === 'drop') pairs.splice(nth, 1);
    if (kind === 'replace' || kind === 'wrap') pair[1] = text;
    if (kind === 'repeat') pairs.push([pair[0], text]);
    if (kind === 'rename') pair[0] = text;
    if (kind === 'swap') pairs.reverse();
  }
  return mutateBytes(Buffer.from(new URLSearchParams(pairs).toString()), mutations);
}

function mutateValue(root: { body: unknown }, { kind, at, value }: Mutation): void {
  const places: Place[] = [];
  collect(root, places);
  const place = places[at % places.length];
  if (place === undefined) return;
  const { holder, key } = place;
  const old = holder[key];
  switch (kind) {
    case 'drop':
      delete holder[key];
      break;
    case 'replace':
      // A copy: later changes would else change the value for all later cases.
      holder[key] = structuredClone(value);
      break;
    case 'repeat':
      if (Array.isArray(holder)) holder.push(structuredClone(old));
      else holder[key] = [old, structuredClone(old)];
      break;
    case 'rename':
      delete holder[key];
      holder[typeof value === 'string' && value !== '__proto__' ? value : 'renamed'] = old;
      break;
    case 'swap': {
      const other = places[(at * 7 + 3) % places.length];
      if (other !== undefined && isLeaf(old) && isLeaf(other.holder[other.key])) {
        holder[key] = other.holder[other.key];
        other.holder[other.key] = old;
      }
      break;
    }
    case 'wrap':
      holder[key] = at % 2 === 0 ? [old] : { [key]: old };
      break;
    default:
  }
}

function isLeaf(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function collect(holder: object, places: Place[]): void {
  for (const [key, value] of Object.entries(holder)) {
    places.push({ holder: holder as Record<string, unknown>, key });
    if (typeof value === 'object' && value !== null && places.length < 2_000) collect(value, places);
  }
}

function mutateBytes(bytes: Buffer, mutations: readonly Mutation[]): Buffer {
  let result = bytes;
  for (const { kind, at, value } of mutations) {
    // Broken bytes end most deliveries at the door, so only a few cases have them.
    if (at % 8 !== 0) continue;
    if (kind === 'cut') result = result.subarray(0, at % (result.length + 1));
    if (kind === 'bytes' && result.length > 0) {
      result = Buffer.from(result);
      result[at % result.length] = typeof value === 'string' ? value.charCodeAt(0) % 256 : at % 256;
    }
  }
  return result;
}
