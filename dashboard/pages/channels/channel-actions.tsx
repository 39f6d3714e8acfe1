import { Alert, Button, Group, List } from '@mantine/core';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { Facts } from '#dashboard/components/facts.tsx';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { channelName } from '#dashboard/pages/inbox/channel-name.ts';
import { channelsText } from '#dashboard/text/channels.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { useChannelActions } from './queries.ts';
import type { ChannelName } from './queries.ts';

interface ChannelActionsProps {
  readonly name: ChannelName;
  readonly onRotate: () => void;
}

export function ChannelActions({ name, onRotate }: ChannelActionsProps) {
  const t = useText(channelsText);
  const { test, register, disconnect } = useChannelActions(name);
  return (
    <>
      <Group gap="xs">
        <Button size="xs" variant="default" loading={test.isPending} onClick={() => test.mutate(undefined)}>
          {t.test}
        </Button>
        <Button size="xs" variant="default" loading={register.isPending} onClick={() => register.mutate(undefined)}>
          {t.register}
        </Button>
        <Button size="xs" variant="default" onClick={onRotate}>
          {t.rotate}
        </Button>
        <ConfirmButton
          size="xs"
          question={t.disconnectAsk(channelName(name))}
          consequence={t.disconnectHint}
          confirm={t.disconnect}
          onConfirm={() => disconnect.mutateAsync(undefined)}
        >
          {t.disconnect}
        </ConfirmButton>
      </Group>
      <div role="status">
        {register.isSuccess && <Alert color="teal">{t.registered}</Alert>}
        {test.data && <Report report={test.data} />}
      </div>
      <FormProblem error={test.error ?? register.error} />
    </>
  );
}

type ReportOf = NonNullable<ReturnType<typeof useChannelActions>['test']['data']>;

/** What the provider says of the account. */
function Report({ report }: { readonly report: ReportOf }) {
  const t = useText(channelsText);
  return (
    <Alert color={report.ok ? 'teal' : 'orange'} title={report.ok ? t.allGood : t.problems}>
      <Facts
        facts={[
          [t.account, report.account],
          [t.webhookState, report.webhook === null ? null : t[report.webhook]],
        ]}
      />
      {report.problems.length > 0 && (
        <List size="sm">
          {report.problems.map((problem) => (
            <List.Item key={problem}>{problem}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
