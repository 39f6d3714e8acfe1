/** A field of the shop's own as two texts. */
export interface ExtraRow {
  readonly field: string;
  readonly value: string;
}

/** What stands in the form for fields of any JSON; reads back to exactly the same. */
export function extraRows(extra: Readonly<Record<string, unknown>>): ExtraRow[] {
  return Object.entries(extra).map(([field, value]) => ({ field, value: textOf(value) }));
}

/** Texts that are JSON become its values, all others stay texts. Rows without a name are left out. */
export function extraOf(rows: readonly ExtraRow[]): Record<string, unknown> {
  return Object.fromEntries(
    rows.flatMap(({ field, value }) => (field.trim() === '' ? [] : [[field.trim(), valueOf(value)] as const])),
  );
}

function textOf(value: unknown): string {
  // "12" as a text must not come back as the number.
  return typeof value === 'string' && valueOf(value) === value ? value : JSON.stringify(value);
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
