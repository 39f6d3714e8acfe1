import { Button, Group, Title } from '@mantine/core';
import { Icon } from './icon.tsx';

interface SectionHeaderProps {
  readonly id: string;
  readonly title: string;
  /** The words on the button; left out = who looks may not add. */
  readonly add?: string;
  readonly onAdd: () => void;
}

/** The head of one of several lists on a page. */
export function SectionHeader({ id, title, add, onAdd }: SectionHeaderProps) {
  return (
    <Group justify="space-between" mb="xs">
      <Title order={3} id={id}>
        {title}
      </Title>
      {add !== undefined && (
        <Button variant="default" leftSection={<Icon name="plus" />} onClick={onAdd}>
          {add}
        </Button>
      )}
    </Group>
  );
}
