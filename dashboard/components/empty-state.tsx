import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

interface EmptyStateProps {
  readonly icon?: IconName;
  readonly title: string;
  readonly hint?: string | undefined;
  /** What one can do about it. */
  readonly children?: ReactNode;
}

export function EmptyState({ icon = 'chat', title, hint, children }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <Icon name={icon} size={36} />
      <Text fw={600}>{title}</Text>
      {hint !== undefined && (
        <Text c="dimmed" size="sm" maw={420}>
          {hint}
        </Text>
      )}
      {children}
    </Stack>
  );
}
