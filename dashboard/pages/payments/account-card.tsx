import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { Facts } from '#dashboard/components/facts.tsx';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import { paymentsText } from '#dashboard/text/payments.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { useAccount, useOnboarding } from './queries.ts';

const TONE = { onboarding: 'waiting', active: 'good', restricted: 'bad', disconnected: 'bad' } as const;

/** How far the shop's own account at the provider is. */
export function AccountCard() {
  const t = useText(paymentsText);
  const shell = useText(shellText);
  const account = useAccount();
  const onboarding = useOnboarding();
  const known = account.data;
  return (
    <Card withBorder component="section" aria-label={t.account}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={3} size="h4">
            {t.account}
          </Title>
          {known && <StatusBadge tone={TONE[known.status]}>{t[known.status]}</StatusBadge>}
        </Group>
        {account.error !== null && <ErrorState error={account.error} onRetry={() => void account.refetch()} />}
        {known === null && <Text size="sm">{t.noAccount}</Text>}
        {known && (
          <Facts
            facts={[
              [t.charges, known.charges_enabled ? shell.yes : shell.no],
              [t.payouts, known.payouts_enabled ? shell.yes : shell.no],
            ]}
          />
        )}
        {known?.status !== 'active' && (
          <Group>
            <Button variant="default" loading={onboarding.isPending} onClick={() => onboarding.mutate()}>
              {t.onboard}
            </Button>
            {onboarding.data && (
              <Anchor href={onboarding.data.url} target="_blank" rel="noreferrer">
                {t.onboardLink}
              </Anchor>
            )}
          </Group>
        )}
        <FormProblem error={onboarding.error} />
      </Stack>
    </Card>
  );
}
