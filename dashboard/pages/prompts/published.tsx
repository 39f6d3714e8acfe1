import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '#dashboard/app/session.tsx';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { lazily } from '#dashboard/components/lazily.tsx';
import { promptsText } from '#dashboard/text/prompts.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { usePromptActions, usePublished } from './queries.ts';
import type { AgentRole } from './queries.ts';

const DraftForm = lazily(async () => (await import('./draft-form.tsx')).DraftForm);

/** What holds now, and the ways to change it. */
export function Published({ role }: { readonly role: AgentRole }) {
  const t = useText(promptsText);
  const { may } = useSession();
  const published = usePublished(role);
  const [drafting, setDrafting] = useState(false);
  const { rollBack, withdraw } = usePromptActions(role);
  if (published.error !== null) return <ErrorState error={published.error} onRetry={() => void published.refetch()} />;
  const version = published.data;
  return (
    <Card withBorder component="section" aria-label={t.published}>
      <Stack gap="sm">
        <Title order={3} size="h4">
          {version ? `${t.published}: ${t.version(String(version.version))}` : t.published}
        </Title>
        {version === null && <Text c="dimmed">{t.nothing}</Text>}
        {version && (
          <Text style={{ whiteSpace: 'pre-wrap' }} size="sm" data-published={version.version}>
            {version.text}
          </Text>
        )}
        {may('admin') && (
          <Group gap="xs">
            <Button disabled={published.isPending} onClick={() => setDrafting(true)}>
              {t.newDraft}
            </Button>
            {version && (
              <>
                <ConfirmButton
                  question={t.rollBackAsk}
                  consequence={t.rollBackHint}
                  confirm={t.rollBack}
                  onConfirm={() => rollBack.mutateAsync(undefined)}
                >
                  {t.rollBack}
                </ConfirmButton>
                <ConfirmButton
                  question={t.withdrawAsk}
                  consequence={t.withdrawHint}
                  confirm={t.withdraw}
                  onConfirm={() => withdraw.mutateAsync(undefined)}
                >
                  {t.withdraw}
                </ConfirmButton>
              </>
            )}
          </Group>
        )}
      </Stack>
      {drafting && <DraftForm role={role} text={version?.text ?? ''} onClose={() => setDrafting(false)} />}
    </Card>
  );
}
