import { Box, Tooltip } from '@mantine/core';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { useLive } from './live.tsx';

/** Whether news comes by itself. */
export function LiveBadge() {
  const t = useText(shellText);
  const { connected } = useLive();
  const label = connected ? t.online : t.offline;
  return (
    <Tooltip label={label}>
      <Box
        role="status"
        aria-label={label}
        w={10}
        h={10}
        bdrs="xl"
        bg={connected ? 'teal.7' : 'orange.7'}
        data-live={connected}
      />
    </Tooltip>
  );
}
