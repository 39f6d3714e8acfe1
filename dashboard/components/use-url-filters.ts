import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** Filters of a page, kept in its address: they survive a reload and can be sent to a colleague. */
export interface UrlFilters<Name extends string> {
  /** Only the filters that are set. */
  readonly values: Readonly<Partial<Record<Name, string>>>;
  /** The same as text, to put into a field. */
  readonly text: (name: Name) => string;
  /** Null or '' removes the filter. */
  readonly set: (changes: Readonly<Partial<Record<Name, string | null>>>) => void;
  readonly clear: () => void;
  readonly isFiltered: boolean;
}

export function useUrlFilters<Name extends string>(names: readonly Name[]): UrlFilters<Name> {
  const [params, setParams] = useSearchParams();
  const key = names.join('\n');
  const values = useMemo(() => {
    const found: Partial<Record<Name, string>> = {};
    for (const name of key.split('\n') as Name[]) {
      const value = params.get(name);
      if (value !== null && value !== '') found[name] = value;
    }
    return found;
  }, [params, key]);
  const set = useCallback(
    (changes: Readonly<Partial<Record<Name, string | null>>>) => {
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries<string | null | undefined>(changes)) {
            if (value === null || value === undefined || value === '') next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  const clear = useCallback(() => {
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const name of key.split('\n')) next.delete(name);
        return next;
      },
      { replace: true },
    );
  }, [setParams, key]);
  const text = useCallback((name: Name) => values[name] ?? '', [values]);
  return { values, text, set, clear, isFiltered: Object.keys(values).length > 0 };
}
