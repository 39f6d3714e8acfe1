import { Badge } from '@mantine/core';
import { inboxText } from '#dashboard/text/inbox.ts';
import { useText } from '#dashboard/text/use-text.ts';
import type { ConversationEntry } from './queries.ts';

const COLOURS = { bot: 'teal', waiting: 'orange', human: 'blue', paused: 'grape', closed: 'gray' } as const;

interface StateBadgeProps {
  readonly status: ConversationEntry['status'];
  readonly assignee: { readonly name: string } | null;
}

/** Who speaks for the shop: the bot, nobody yet, or somebody by name. */
export function StateBadge({ status, assignee }: StateBadgeProps) {
  const t = useText(inboxText);
  return (
    <Badge size="xs" variant="light" color={COLOURS[status]} data-status={status} style={{ flexShrink: 0 }} tt="none">
      {status === 'human' && assignee !== null ? assignee.name : t[status]}
    </Badge>
  );
}
