import { Center, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { LanguagePicker } from './language-picker.tsx';

interface EntryCardProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** The frame of the pages before sign-in. */
export function EntryCard({ title, hint, children }: EntryCardProps) {
  return (
    <Center mih="100dvh" p="md" component="main">
      <Paper withBorder p="xl" w="100%" maw={420}>
        <Stack gap="md">
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Title order={1} size="h3">
              {title}
            </Title>
            <LanguagePicker />
          </Group>
          {hint !== undefined && (
            <Text c="dimmed" size="sm">
              {hint}
            </Text>
          )}
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}
