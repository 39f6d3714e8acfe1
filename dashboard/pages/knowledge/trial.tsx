import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { useShop } from '#dashboard/components/use-shop.ts';
import { knowledgeText } from '#dashboard/text/knowledge.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { useTrial } from './queries.ts';

type Passage = NonNullable<ReturnType<typeof useTrial>['data']>[number];

/** A question, and the passages that the agent would answer it from. */
export function Trial() {
  const t = useText(knowledgeText);
  const [question, setQuestion] = useState('');
  const trial = useTrial();
  return (
    <Stack gap="sm" component="section" aria-labelledby="trial">
      <Title order={3} id="trial">
        {t.tryTitle}
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (question.trim() !== '') trial.mutate(question.trim());
        }}
      >
        <Group align="flex-end">
          <TextInput
            label={t.question}
            description={t.tryHint}
            flex={1}
            maw={560}
            maxLength={2_000}
            value={question}
            onChange={(event) => setQuestion(event.currentTarget.value)}
          />
          <Button type="submit" loading={trial.isPending}>
            {t.ask}
          </Button>
        </Group>
      </form>
      <FormProblem error={trial.error} />
      <div role="status">{trial.data?.length === 0 && <Text c="dimmed">{t.nothing}</Text>}</div>
      {trial.data?.map((passage) => (
        <Found key={`${passage.document_id} ${passage.text}`} passage={passage} />
      ))}
    </Stack>
  );
}

function Found({ passage }: { readonly passage: Passage }) {
  const t = useText(knowledgeText);
  const { locale } = useShop();
  const percent = new Intl.NumberFormat(locale, { style: 'percent' }).format(passage.relevance);
  const where = [passage.section, passage.page === null ? null : t.page(String(passage.page)), t.relevance(percent)];
  return (
    <Paper withBorder p="sm">
      <Text fw={600} size="sm">
        {passage.document}
      </Text>
      <Text size="xs" c="dimmed">
        {where.filter((one) => one !== null).join(' · ')}
      </Text>
      <Text size="sm" mt="xs" style={{ whiteSpace: 'pre-wrap' }}>
        {passage.text}
      </Text>
    </Paper>
  );
}
