import { TextInput } from '@mantine/core';

interface DayFieldProps<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly filters: {
    text(name: Name): string;
    set(changes: Partial<Record<Name, string>>): void;
  };
}

/** A day in a filter bar; empty = any. */
export function DayField<Name extends string>({ name, label, filters }: DayFieldProps<Name>) {
  return (
    <TextInput
      type="date"
      label={label}
      value={filters.text(name)}
      onChange={(event) => filters.set({ [name]: event.currentTarget.value } as Partial<Record<Name, string>>)}
    />
  );
}
