import { Paper } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { LoadingState } from '#dashboard/components/loading-state.tsx';
import { useUrlFilters } from '#dashboard/components/use-url-filters.ts';
import { inboxText } from '#dashboard/text/inbox.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { ConversationList } from './conversation-list.tsx';
import { ListFilters } from './list-filters.tsx';
import { FILTERS, useConversations } from './queries.ts';
import { useKeys } from './use-keys.ts';
import classes from './inbox.module.css';

const OpenConversation = lazy(async () => ({ default: (await import('./open-conversation.tsx')).OpenConversation }));
const ShortcutsHelp = lazy(async () => ({ default: (await import('./shortcuts-help.tsx')).ShortcutsHelp }));

/** `/inbox/<conversation>?status=waiting&q=…`: the list, and the conversation that is open. */
export function Component() {
  const t = useText(inboxText);
  const { id } = useParams();
  const { search } = useLocation();
  const navigate = useNavigate();
  const filters = useUrlFilters(FILTERS);
  const list = useConversations(filters.values);
  const entries = useMemo(() => list.data?.pages.flatMap((page) => page.conversations) ?? [], [list.data]);
  const [cursorId, setCursorId] = useState<string>();
  const [helps, help] = useDisclosure(false);
  const searchRef = useRef<HTMLInputElement>(null);
  const linkTo = (conversation: string) => `/inbox/${conversation}${search}`;

  const move = (by: 1 | -1) => {
    const from = entries.findIndex((entry) => entry.id === (cursorId ?? id));
    const to = entries[from === -1 ? 0 : Math.min(entries.length - 1, Math.max(0, from + by))];
    if (to !== undefined) setCursorId(to.id);
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    enter: () => cursorId !== undefined && void navigate(linkTo(cursorId)),
    '/': () => searchRef.current?.focus(),
    '?': help.open,
  });

  return (
    <Paper withBorder className={classes['inbox']} data-open={id !== undefined}>
      <section className={classes['list']} aria-label={t.conversations}>
        <ListFilters filters={filters} searchRef={searchRef} />
        <ConversationList
          list={list}
          entries={entries}
          openId={id}
          cursorId={cursorId}
          isFiltered={filters.isFiltered}
          onClearFilters={filters.clear}
          linkTo={linkTo}
        />
      </section>
      {id === undefined ? (
        <div className={classes['nothing']}>
          <EmptyState title={t.choose} hint={t.chooseHint} />
        </div>
      ) : (
        <Suspense fallback={<LoadingState />}>
          <OpenConversation key={id} id={id} backTo={`/inbox${search}`} />
        </Suspense>
      )}
      <Suspense fallback={null}>{helps && <ShortcutsHelp onClose={help.close} />}</Suspense>
    </Paper>
  );
}
