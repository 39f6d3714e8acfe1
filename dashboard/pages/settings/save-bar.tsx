import { Button, Group } from '@mantine/core';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';

/** The end of a settings form. */
export function SaveBar({ isBusy }: { readonly isBusy: boolean }) {
  const s = useText(shellText);
  return (
    <Group justify="flex-end">
      <Button type="submit" loading={isBusy}>
        {s.save}
      </Button>
    </Group>
  );
}
