import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { partsText } from '#dashboard/text/parts.ts';
import { useText } from '#dashboard/text/use-text.ts';

interface FilterBarProps {
  readonly isFiltered: boolean;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** The filters above a table, with one way to drop them all. */
export function FilterBar({ isFiltered, onClear, children }: FilterBarProps) {
  const t = useText(partsText);
  return (
    <Group component="search" align="flex-end" gap="sm" mb="md">
      {children}
      {isFiltered && (
        <Button variant="subtle" onClick={onClear}>
          {t.clearFilters}
        </Button>
      )}
    </Group>
  );
}
