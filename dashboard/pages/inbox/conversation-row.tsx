import { Badge, ColorSwatch, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { Ago } from '#dashboard/components/moment.tsx';
import { inboxText } from '#dashboard/text/inbox.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { channelName } from './channel-name.ts';
import type { ConversationEntry } from './queries.ts';
import { StateBadge } from './state-badge.tsx';
import classes from './inbox.module.css';

interface ConversationRowProps {
  readonly entry: ConversationEntry;
  readonly to: string;
  readonly isOpen: boolean;
  readonly isCursor: boolean;
}

/** One conversation of the list. */
export function ConversationRow({ entry, to, isOpen, isCursor }: ConversationRowProps) {
  const t = useText(inboxText);
  const { contact, last_message: last, labels, channel, assignee } = entry;
  return (
    <Link
      to={to}
      className={classes['row']}
      aria-current={isOpen ? 'true' : undefined}
      data-cursor={isCursor || undefined}
      data-conversation={entry.id}
    >
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text component="span" fw={600} size="sm" truncate>
          <bdi>{contact.name ?? t.unnamed}</bdi>
        </Text>
        <Text component="span" size="xs" c="dimmed" className={classes['still']}>
          <Ago at={entry.last_activity_at} />
        </Text>
      </Group>
      <Text component="span" display="block" size="sm" c="dimmed" truncate dir="auto">
        {last === null ? '' : last.text}
      </Text>
      <Group gap={6} mt={4} wrap="nowrap" className={classes['clip']}>
        <StateBadge status={entry.status} assignee={assignee} />
        <Badge size="xs" variant="default" tt="none" className={classes['still']}>
          {channelName(channel)}
        </Badge>
        {labels.map((label) => (
          <Group key={label.id} gap={4} wrap="nowrap" className={classes['still']}>
            <ColorSwatch size={8} color={label.color} withShadow={false} />
            <Text component="span" size="xs">
              {label.name}
            </Text>
          </Group>
        ))}
      </Group>
    </Link>
  );
}
