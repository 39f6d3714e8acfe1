import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: string;
  readonly about?: string;
  /** What can be done on the page. */
  readonly children?: ReactNode;
}

/** What a page is about, and what can be done on it. */
export function PageHeader({ title, about, children }: PageHeaderProps) {
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="md">
      <Stack gap={2}>
        <Title order={2}>{title}</Title>
        {about !== undefined && (
          <Text c="dimmed" size="sm" maw={640}>
            {about}
          </Text>
        )}
      </Stack>
      <Group gap="sm">{children}</Group>
    </Group>
  );
}
