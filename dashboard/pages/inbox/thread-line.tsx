import { Divider, Group, Paper, Text } from '@mantine/core';
import { Icon } from '#dashboard/components/icon.tsx';
import { useUsers } from '#dashboard/components/use-users.ts';
import { inboxText } from '#dashboard/text/inbox.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { ClockTime } from './clock-time.tsx';
import { MessageBubble } from './message-bubble.tsx';
import type { ConversationEvent, Note } from './queries.ts';
import type { TimelineItem } from './timeline.ts';
import classes from './inbox.module.css';

interface ThreadLineProps {
  readonly item: TimelineItem;
  readonly onTrace: (turn: number) => void;
}

export function ThreadLine({ item, onTrace }: ThreadLineProps) {
  switch (item.kind) {
    case 'message':
      return <MessageBubble message={item.message} onTrace={onTrace} />;
    case 'marker':
      return <Marker text={item.text} at={item.at} />;
    case 'note':
      return <PrivateNote note={item.note} />;
    case 'event':
      return <EventMarker event={item.event} />;
  }
}

function Marker({ text, at }: { readonly text: string; readonly at: string }) {
  return (
    <li className={classes['marker']} data-marker="">
      <Divider
        label={
          <Text component="span" size="xs" c="dimmed" dir="auto" className={classes['words']}>
            {text} · <ClockTime at={at} />
          </Text>
        }
      />
    </li>
  );
}

function PrivateNote({ note }: { readonly note: Note }) {
  const t = useText(inboxText);
  return (
    <li className={classes['marker']}>
      <Paper className={classes['note']} data-note="">
        <Group gap={6}>
          <Icon name="note" size={14} />
          <Text size="xs" fw={600}>
            {t.privateNote} · {note.by.name}
          </Text>
          <Text size="xs">
            <ClockTime at={note.at} />
          </Text>
        </Group>
        <Text size="sm" className={classes['words']} dir="auto">
          {note.text}
        </Text>
      </Paper>
    </li>
  );
}

const KNOWN = ['handoff_requested', 'handoff_claimed', 'handoff_escalated', 'handoff_resolved'] as const;

/** What happened to a handoff, and by whose hand. */
function EventMarker({ event }: { readonly event: ConversationEvent }) {
  const t = useText(inboxText);
  const users = useUsers();
  const known = KNOWN.find((type) => type === event.type);
  const { reason, by, to } = event.data;
  const nameOf = (id: unknown) => users.data?.find((user) => user.id === id)?.name;
  const [who, whom] = [nameOf(by), to === by ? undefined : nameOf(to)];
  const what = known === undefined ? event.type.replaceAll('_', ' ') : t[known];
  const parts = [
    what,
    ...(who === undefined ? [] : [t.by(who)]),
    ...(whom === undefined ? [] : [t.to(whom)]),
    ...(typeof reason === 'string' ? [reason] : []),
  ];
  return <Marker text={parts.join(' · ')} at={event.at} />;
}
