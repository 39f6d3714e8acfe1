import { Drawer } from '@mantine/core';
import { inboxText } from '#dashboard/text/inbox.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import type { Conversation } from './queries.ts';
import { SidePanel } from './side-panel.tsx';
import type { ConversationActions } from './use-conversation-actions.ts';

interface DetailsDrawerProps {
  readonly conversation: Conversation;
  readonly actions: ConversationActions;
  readonly onClose: () => void;
}

/** What stands beside the thread, where there is no room for it. */
export function DetailsDrawer({ conversation, actions, onClose }: DetailsDrawerProps) {
  const t = useText(inboxText);
  const s = useText(shellText);
  return (
    <Drawer opened onClose={onClose} title={t.details} position="right" closeButtonProps={{ 'aria-label': s.close }}>
      <SidePanel conversation={conversation} actions={actions} />
    </Drawer>
  );
}
