import { Box, Button, Center, Skeleton, Stack, Text } from '@mantine/core';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { LiveFact } from '#dashboard/app/live-socket.ts';
import { useLive } from '#dashboard/app/live.tsx';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { useUsers } from '#dashboard/components/use-users.ts';
import { inboxText } from '#dashboard/text/inbox.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { useEvents, useMessages, useNotes } from './queries.ts';
import { ThreadLine } from './thread-line.tsx';
import { timelineOf } from './timeline.ts';
import classes from './inbox.module.css';

interface ThreadProps {
  readonly id: string;
  readonly onTrace: (turn: number) => void;
}

/** So near the end somebody reads the newest words, px. */
const NEAR_END = 80;

/** What was said, noted and done. Stays at the end while new words come, unless one reads further up. */
export function Thread({ id, onTrace }: ThreadProps) {
  const t = useText(inboxText);
  const messages = useMessages(id);
  const notes = useNotes(id);
  const events = useEvents(id);
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  /** Distance from the end before older messages came in above. */
  const fromEnd = useRef<number>(undefined);
  const items = useMemo(
    () =>
      timelineOf({
        pages: messages.data?.pages ?? [],
        notes: notes.data?.notes ?? [],
        events: events.data?.events ?? [],
        hasOlder: messages.hasNextPage,
      }),
    [messages.data, messages.hasNextPage, notes.data, events.data],
  );
  const typing = useTyping(id);

  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    if (fromEnd.current !== undefined) current.scrollTop = current.scrollHeight - fromEnd.current;
    else if (isAtEnd.current) current.scrollTop = current.scrollHeight;
    fromEnd.current = undefined;
  }, [items, typing]);

  const loadOlder = () => {
    if (box.current !== null) fromEnd.current = box.current.scrollHeight - box.current.scrollTop;
    void messages.fetchNextPage();
  };
  if (messages.isPending) return <WaitingThread />;
  if (messages.isError) {
    return (
      <Box p="md" flex={1}>
        <ErrorState error={messages.error} onRetry={() => void messages.refetch()} />
      </Box>
    );
  }
  return (
    <div
      ref={box}
      className={classes['thread']}
      role="log"
      aria-label={t.thread}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
      }}
    >
      {messages.hasNextPage && (
        <Center pb="sm">
          <Button size="xs" variant="default" loading={messages.isFetchingNextPage} onClick={loadOlder}>
            {t.older}
          </Button>
        </Center>
      )}
      <Stack component="ul" gap="sm" className={classes['lines']}>
        {items.map((item) => (
          <ThreadLine key={item.key} item={item} onTrace={onTrace} />
        ))}
      </Stack>
      {typing !== undefined && (
        <Text size="xs" c="dimmed" pt="xs">
          {t.typing(typing)}
        </Text>
      )}
    </div>
  );
}

const TYPING_MS = 4_000;

/** The colleague who is writing here right now. */
function useTyping(id: string): string | undefined {
  const { listen } = useLive();
  const users = useUsers();
  const [typer, setTyper] = useState<string>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    setTyper(undefined);
    const stop = listen((fact: LiveFact) => {
      if (fact.type !== 'typing' || fact.conversation_id !== id) return;
      setTyper(fact.user_id);
      clearTimeout(timer);
      timer = setTimeout(() => setTyper(undefined), TYPING_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [id, listen]);
  return typer === undefined ? undefined : (users.data?.find(({ id: user }) => user === typer)?.name ?? '…');
}

function WaitingThread() {
  return (
    <Stack p="md" gap="lg" flex={1} aria-busy="true">
      {[220, 300, 180, 260].map((width, index) => (
        <Skeleton key={width} height={48} width={width} ml={index % 2 === 1 ? 'auto' : 0} />
      ))}
    </Stack>
  );
}
