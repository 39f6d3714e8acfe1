import { ActionIcon, Group, Paper, Stack, Text, Tooltip } from '@mantine/core';
import { Icon } from '#dashboard/components/icon.tsx';
import { inboxText } from '#dashboard/text/inbox.ts';
import { traceText } from '#dashboard/text/trace.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { AttachmentView } from './attachment-view.tsx';
import { ClockTime } from './clock-time.tsx';
import { DeliveryTicks } from './delivery-ticks.tsx';
import type { Message } from './queries.ts';
import classes from './inbox.module.css';

interface MessageBubbleProps {
  readonly message: Message;
  readonly onTrace: (turn: number) => void;
}

/** Something that was said, by the customer on one side, by us on the other. */
export function MessageBubble({ message, onTrace }: MessageBubbleProps) {
  const t = useText(inboxText);
  const trace = useText(traceText);
  const { author, text, attachments, turn } = message;
  const isOurs = author !== 'customer';
  return (
    <Stack component="li" gap={2} className={classes[isOurs ? 'ours' : 'theirs']} data-author={author}>
      <Paper className={classes['bubble']} data-author={author}>
        {attachments.map((file, index) => (
          // Files of a message keep their places.
          <AttachmentView key={`${message.id} ${index}`} file={file} />
        ))}
        {text !== '' && (
          <Text size="sm" className={classes['words']} dir="auto">
            {text}
          </Text>
        )}
      </Paper>
      <Group gap={6} wrap="nowrap" className={classes['meta']}>
        {isOurs && (
          <Group gap={4} wrap="nowrap">
            <Icon name={author === 'bot' ? 'bot' : 'person'} size={14} />
            <Text size="xs" c="dimmed">
              {author === 'bot' ? t.bot : (message.author_name ?? t.human)}
            </Text>
          </Group>
        )}
        <Text size="xs" c="dimmed">
          <ClockTime at={message.at} />
        </Text>
        {isOurs && <DeliveryTicks message={message} />}
        {author === 'bot' && (
          <Tooltip label={trace.trace}>
            <ActionIcon
              size="xs"
              variant="subtle"
              color="gray"
              aria-label={`${trace.trace}: ${trace.turn(String(turn))}`}
              onClick={() => onTrace(turn)}
            >
              <Icon name="info" size={14} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
    </Stack>
  );
}
