import { Drawer, Stack } from '@mantine/core';
import { useSession } from '#dashboard/app/session.tsx';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { Facts } from '#dashboard/components/facts.tsx';
import { Moment } from '#dashboard/components/moment.tsx';
import { calendarText } from '#dashboard/text/calendar.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { useCalendarActions } from './queries.ts';
import type { Blackout } from './types.ts';

interface BlackoutDrawerProps {
  readonly blackout: Blackout;
  readonly onClose: () => void;
}

/** A closed time, and the way to open it again. */
export function BlackoutDrawer({ blackout, onClose }: BlackoutDrawerProps) {
  const t = useText(calendarText);
  const shell = useText(shellText);
  const { may } = useSession();
  const { open } = useCalendarActions();
  return (
    <Drawer opened onClose={onClose} position="right" title={t.closed} closeButtonProps={{ 'aria-label': shell.close }}>
      <Stack>
        <Facts
          facts={[
            [t.start, <Moment key="start" at={blackout.starts_at} />],
            [t.end, <Moment key="end" at={blackout.ends_at} />],
            [t.reason, blackout.reason],
          ]}
        />
        {may('agent') && (
          <ConfirmButton
            question={t.openAsk}
            consequence={t.openHint}
            confirm={t.open}
            color="teal"
            onConfirm={async () => {
              await open.mutateAsync(blackout.id);
              onClose();
            }}
          >
            {t.open}
          </ConfirmButton>
        )}
      </Stack>
    </Drawer>
  );
}
