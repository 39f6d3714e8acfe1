import { Box } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useRef, useState } from 'react';
import { useSession } from '#dashboard/app/session.tsx';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { LoadingState } from '#dashboard/components/loading-state.tsx';
import { inboxText } from '#dashboard/text/inbox.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { Composer } from './composer.tsx';
import type { ComposerMode } from './composer.tsx';
import { useConversation } from './queries.ts';
import type { Conversation } from './queries.ts';
import { SidePanel } from './side-panel.tsx';
import { Thread } from './thread.tsx';
import { ThreadHeader } from './thread-header.tsx';
import { useConversationActions } from './use-conversation-actions.ts';
import { useKeys } from './use-keys.ts';
import classes from './inbox.module.css';

// Loaded when they are first opened.
const DetailsDrawer = lazy(async () => ({ default: (await import('./details-drawer.tsx')).DetailsDrawer }));
const TurnTrace = lazy(async () => ({ default: (await import('./turn-trace.tsx')).TurnTrace }));

interface OpenConversationProps {
  readonly id: string;
  readonly backTo: string;
}

/** The thread with its composer, and what is known beside it. */
export function OpenConversation({ id, backTo }: OpenConversationProps) {
  const conversation = useConversation(id);
  if (conversation.isPending) {
    return (
      <div className={classes['nothing']}>
        <LoadingState />
      </div>
    );
  }
  if (conversation.isError && conversation.data === undefined) {
    return (
      <Box className={classes['nothing']} p="md">
        <ErrorState error={conversation.error} onRetry={() => void conversation.refetch()} />
      </Box>
    );
  }
  return <Opened conversation={conversation.data} backTo={backTo} />;
}

function Opened({ conversation, backTo }: { readonly conversation: Conversation; readonly backTo: string }) {
  const t = useText(inboxText);
  const { id, assignee } = conversation;
  const { person, may } = useSession();
  const actions = useConversationActions(id);
  const [turn, setTurn] = useState<number>();
  const [mode, setMode] = useState<ComposerMode>('reply');
  const [showsDetails, details] = useDisclosure(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const isMine = assignee !== null && assignee.id === person?.id;
  const write = (to: ComposerMode) => {
    setMode(to);
    // The field of the other mode is there after the next paint.
    requestAnimationFrame(() => field.current?.focus());
  };
  useKeys(
    may('agent')
      ? {
          c: () => !isMine && actions.claim.mutate({ force: false }, { onSuccess: () => write('reply') }),
          r: () => write('reply'),
          n: () => write('note'),
          e: () => isMine && actions.resolve.mutate(),
        }
      : {},
  );
  return (
    <>
      <section className={classes['middle']} aria-label={t.thread}>
        <ThreadHeader conversation={conversation} actions={actions} backTo={backTo} onDetails={details.open} />
        <Thread id={id} onTrace={setTurn} />
        {may('agent') && (
          <Composer
            id={id}
            mode={mode}
            onMode={write}
            whyNoReply={isMine ? undefined : assignee === null ? t.claimFirst : t.heldBy(assignee.name)}
            actions={actions}
            fieldRef={field}
          />
        )}
      </section>
      <aside className={classes['side']} aria-label={t.details}>
        <SidePanel conversation={conversation} actions={actions} />
      </aside>
      <Suspense fallback={null}>
        {showsDetails && <DetailsDrawer conversation={conversation} actions={actions} onClose={details.close} />}
        {turn !== undefined && <TurnTrace conversationId={id} turn={turn} onClose={() => setTurn(undefined)} />}
      </Suspense>
    </>
  );
}
