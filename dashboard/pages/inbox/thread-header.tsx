import { ActionIcon, Button, Group, Menu, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { useSession } from '#dashboard/app/session.tsx';
import { Icon } from '#dashboard/components/icon.tsx';
import { inboxText } from '#dashboard/text/inbox.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { AssignMenu } from './assign-menu.tsx';
import { channelName } from './channel-name.ts';
import type { Conversation } from './queries.ts';
import { StateBadge } from './state-badge.tsx';
import type { ConversationActions } from './use-conversation-actions.ts';
import classes from './inbox.module.css';

const TakeOverDialog = lazy(async () => ({ default: (await import('./take-over-dialog.tsx')).TakeOverDialog }));

interface ThreadHeaderProps {
  readonly conversation: Conversation;
  readonly actions: ConversationActions;
  readonly backTo: string;
  readonly onDetails: () => void;
}

/** Whose conversation it is, and what one may do with it. */
export function ThreadHeader({ conversation, actions, backTo, onDetails }: ThreadHeaderProps) {
  const t = useText(inboxText);
  const { contact, channel, status, assignee } = conversation;
  return (
    <Group className={classes['head']} justify="space-between" gap="xs" wrap="nowrap">
      <Group gap="xs" wrap="nowrap" miw={0}>
        <ActionIcon
          component={Link}
          to={backTo}
          variant="subtle"
          aria-label={t.back}
          className={classes['onlyPhone']}
          data-flips=""
        >
          <Icon name="back" />
        </ActionIcon>
        <div className={classes['clip']}>
          <Title order={2} size="h5" lineClamp={1}>
            <bdi>{contact.name ?? t.unnamed}</bdi>
          </Title>
          <Group gap={6} wrap="nowrap">
            <StateBadge status={status} assignee={assignee} />
            <Text size="xs" c="dimmed">
              {channelName(channel)}
            </Text>
          </Group>
        </div>
      </Group>
      <Group gap="xs" wrap="nowrap">
        <Actions conversation={conversation} actions={actions} />
        <ActionIcon
          variant="default"
          size={30}
          aria-label={t.showDetails}
          className={classes['notWide']}
          onClick={onDetails}
        >
          <Icon name="info" />
        </ActionIcon>
      </Group>
    </Group>
  );
}

/** Nothing for those who may only read. */
function Actions({ conversation, actions }: Pick<ThreadHeaderProps, 'conversation' | 'actions'>) {
  const t = useText(inboxText);
  const { person, may } = useSession();
  const [asked, { open, close }] = useDisclosure(false);
  if (!may('agent')) return null;
  const { assignee } = conversation;
  const { claim, release, resolve } = actions;
  if (assignee === null) {
    return (
      <Button size="xs" loading={claim.isPending} onClick={() => claim.mutate({ force: false })}>
        {t.claim}
      </Button>
    );
  }
  if (assignee.id !== person?.id) {
    return (
      <>
        <Button size="xs" variant="default" onClick={open}>
          {t.takeOver}
        </Button>
        <Suspense fallback={null}>
          {asked && (
            <TakeOverDialog
              name={assignee.name}
              onClose={close}
              onConfirm={() => claim.mutate({ force: true }, { onSettled: close })}
            />
          )}
        </Suspense>
      </>
    );
  }
  return (
    <Group gap={0} wrap="nowrap">
      <Button
        size="xs"
        variant="default"
        className={classes['joinEnd']}
        loading={release.isPending}
        onClick={() => release.mutate({ to: 'bot' })}
      >
        {t.release}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={30} variant="default" aria-label={t.assign} className={classes['joinStart']}>
            <Icon name="list" size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => resolve.mutate()}>{t.resolve}</Menu.Item>
          <Menu.Item onClick={() => release.mutate({ to: 'queue' })}>{t.toQueue}</Menu.Item>
          <Menu.Divider />
          <AssignMenu onChoose={(to) => actions.assign.mutate({ to })} />
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
