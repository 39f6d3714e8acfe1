import { Box, Button, Skeleton, Stack } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { inboxText } from '#dashboard/text/inbox.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { ConversationRow } from './conversation-row.tsx';
import type { ConversationEntry, useConversations } from './queries.ts';
import classes from './inbox.module.css';

interface ConversationListProps {
  readonly list: ReturnType<typeof useConversations>;
  readonly entries: readonly ConversationEntry[];
  readonly openId: string | undefined;
  readonly cursorId: string | undefined;
  readonly isFiltered: boolean;
  readonly onClearFilters: () => void;
  readonly linkTo: (id: string) => string;
}

const ROW_HEIGHT = 86;
/** So many rows before the end the next page is asked for. */
const AHEAD = 10;

/** Only the rows in sight are in the page, however many conversations there are. */
export function ConversationList(props: ConversationListProps) {
  const { list, entries, openId, cursorId, isFiltered, onClearFilters, linkTo } = props;
  const t = useText(inboxText);
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    getItemKey: (index) => entries[index]?.id ?? index,
  });
  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastShown >= entries.length - AHEAD) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastShown, entries.length]);

  const cursorIndex = entries.findIndex(({ id }) => id === cursorId);
  useEffect(() => {
    if (cursorIndex >= 0) rows.scrollToIndex(cursorIndex);
  }, [cursorIndex, rows]);

  if (list.isPending) return <WaitingRows />;
  if (list.isError && entries.length === 0) {
    return (
      <Box p="sm">
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      </Box>
    );
  }
  if (entries.length === 0) {
    return isFiltered ? (
      <EmptyState icon="filter" title={t.noMatch}>
        <Button variant="default" size="xs" onClick={onClearFilters}>
          {t.clear}
        </Button>
      </EmptyState>
    ) : (
      <EmptyState title={t.empty} hint={t.emptyHint} />
    );
  }
  return (
    <div ref={box} className={classes['scroll']} tabIndex={-1}>
      <ul className={classes['rows']} style={{ height: rows.getTotalSize() }} aria-label={t.conversations}>
        {items.map((item) => {
          const entry = entries[item.index];
          return (
            entry && (
              <li
                key={item.key}
                ref={rows.measureElement}
                data-index={item.index}
                className={classes['item']}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <ConversationRow
                  entry={entry}
                  to={linkTo(entry.id)}
                  isOpen={entry.id === openId}
                  isCursor={entry.id === cursorId}
                />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

function WaitingRows() {
  return (
    <Stack p="sm" gap="lg" aria-busy="true">
      {[1, 2, 3, 4, 5, 6].map((row) => (
        <Stack key={row} gap={6}>
          <Skeleton height={14} width="50%" />
          <Skeleton height={12} />
        </Stack>
      ))}
    </Stack>
  );
}
