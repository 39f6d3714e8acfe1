import { Divider, Group, Paper, Text } from '@mantine/core';
import { Icon } from '#dashboard/components/icon.tsx';
import { Moment } from '#dashboard/components/moment.tsx';
import { inboxText } from '#dashboard/text/inbox.ts';
import { useText } from '#dashboard/text/use-text.ts';
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
            {text} · <Moment at={at} />
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
            <Moment at={note.at} />
          </Text>
        </Group>
        <Text size="sm" className={classes['words']} dir="auto">
          {note.text}
        </Text>
      </Paper>
    </li>
  );
}

const EVENTS = new Set([
  'handoff_requested',
  'handoff_claimed',
  'handoff_assigned',
  'handoff_released',
  'handoff_queued',
  'handoff_resolved',
] as const);
type KnownEvent = typeof EVENTS extends Set<infer T> ? T : never;

function EventMarker({ event }: { readonly event: ConversationEvent }) {
  const t = useText(inboxText);
  const known = [...EVENTS].find((type): type is KnownEvent => type === event.type);
  const { reason, by } = event.data;
  const what = known === undefined ? event.type.replaceAll('_', ' ') : t[known];
  const who = nameIn(by);
  const parts = [what, ...(who === undefined ? [] : [t.by(who)]), ...(typeof reason === 'string' ? [reason] : [])];
  return <Marker text={parts.join(' · ')} at={event.at} />;
}

function nameIn(by: unknown): string | undefined {
  return typeof by === 'object' && by !== null && 'name' in by && typeof by.name === 'string' ? by.name : undefined;
}
