import { Box, Tooltip } from '@mantine/core';
import { Icon } from '#dashboard/components/icon.tsx';
import type { IconName } from '#dashboard/components/icon.tsx';
import { inboxText } from '#dashboard/text/inbox.ts';
import { useText } from '#dashboard/text/use-text.ts';
import type { Message } from './queries.ts';

const ICONS: Readonly<Record<Message['status'], IconName>> = {
  received: 'check',
  queued: 'clock',
  unknown: 'help',
  sent: 'check',
  delivered: 'checks',
  read: 'checks',
  failed: 'warning',
};

/** How far a message of ours came, with the provider's words when it failed. */
export function DeliveryTicks({ message }: { readonly message: Message }) {
  const t = useText(inboxText);
  const failure = message.parts.find((part) => part.failure !== null)?.failure;
  const label = failure === undefined || failure === null ? t[message.status] : `${t[message.status]}: ${failure}`;
  const colour = message.status === 'failed' ? 'red' : message.status === 'read' ? 'teal' : undefined;
  return (
    <Tooltip label={label} events={{ hover: true, focus: true, touch: true }}>
      <Box component="span" role="img" aria-label={label} data-delivery={message.status} {...(colour && { c: colour })}>
        <Icon name={ICONS[message.status]} size={14} />
      </Box>
    </Tooltip>
  );
}
