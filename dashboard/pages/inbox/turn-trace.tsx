import { Badge, Code, Drawer, Group, Paper, Stack, Text } from '@mantine/core';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { Facts } from '#dashboard/components/facts.tsx';
import { LoadingState } from '#dashboard/components/loading-state.tsx';
import { useShop } from '#dashboard/components/use-shop.ts';
import { inboxText } from '#dashboard/text/inbox.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { traceText } from '#dashboard/text/trace.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { useTurn } from './queries.ts';
import type { Turn } from './queries.ts';
import classes from './inbox.module.css';

interface TurnTraceProps {
  readonly conversationId: string;
  readonly turn: number;
  readonly onClose: () => void;
}

/** How a turn was answered: models with tokens and cost, tools with input and result, what the claim gate said. */
export function TurnTrace({ conversationId, turn, onClose }: TurnTraceProps) {
  const t = useText(traceText);
  const s = useText(shellText);
  return (
    <Drawer
      opened
      onClose={onClose}
      title={`${t.trace}: ${t.turn(String(turn))}`}
      position="right"
      size="lg"
      closeButtonProps={{ 'aria-label': s.close }}
    >
      <LoadedTurn conversationId={conversationId} number={turn} />
    </Drawer>
  );
}

function LoadedTurn({ conversationId, number }: { readonly conversationId: string; readonly number: number }) {
  const s = useText(shellText);
  const turn = useTurn(conversationId, number);
  if (turn.isPending) return <LoadingState />;
  if (turn.isError) return <ErrorState error={turn.error} onRetry={() => void turn.refetch()} />;
  if (turn.data === null) return <EmptyState icon="info" title={s.notFound} />;
  return <TurnDetails turn={turn.data} />;
}

function TurnDetails({ turn }: { readonly turn: Turn }) {
  const t = useText(traceText);
  const stages = useText(inboxText);
  const { locale } = useShop();
  const count = new Intl.NumberFormat(locale);
  const dollars = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', maximumFractionDigits: 6 });
  const took = turn.finished_at === null ? undefined : Date.parse(turn.finished_at) - Date.parse(turn.started_at);
  const isRefused = turn.steps.some(({ kind }) => kind === 'violation');
  return (
    <Stack gap="md">
      <Facts
        facts={[
          [t.outcome, turn.outcome?.replaceAll('_', ' ')],
          [stages.stage, turn.stage === null ? undefined : stages[turn.stage]],
          [t.tokens, t.tokensOf(count.format(turn.usage.input_tokens), count.format(turn.usage.output_tokens))],
          [t.cost, dollars.format(turn.usage.cost_usd)],
          [t.tookMs, took === undefined ? undefined : `${count.format(took)} ms`],
          [t.gate, <GateBadge key="gate" isRefused={isRefused} />],
        ]}
      />
      {turn.steps.map((step) => (
        <Paper key={`${step.round} ${step.step}`} withBorder p="sm" data-step={step.kind}>
          <Group justify="space-between" gap="xs" mb={4}>
            <Text size="sm" fw={600}>
              {step.model === null ? t.noModel : `${step.model.provider} · ${step.model.model}`}
            </Text>
            <Badge size="sm" variant="light" color={step.kind === 'violation' ? 'red' : 'gray'}>
              {step.kind}
            </Badge>
          </Group>
          {step.model !== null && (
            <Text size="xs" c="dimmed">
              {t.tokensOf(count.format(step.model.input_tokens), count.format(step.model.output_tokens))} ·{' '}
              {dollars.format(step.model.cost_usd)}
            </Text>
          )}
          {step.violations.map((violation) => (
            <Text key={violation} size="sm" c="red">
              {violation}
            </Text>
          ))}
          {step.text !== '' && (
            <Text size="sm" mt={4} className={classes['words']} dir="auto">
              {step.text}
            </Text>
          )}
        </Paper>
      ))}
      <Tools tools={turn.tools} />
    </Stack>
  );
}

function GateBadge({ isRefused }: { readonly isRefused: boolean }) {
  const t = useText(traceText);
  return (
    <Badge size="sm" variant="light" color={isRefused ? 'red' : 'teal'} data-gate={isRefused ? 'refused' : 'passed'}>
      {isRefused ? t.gateRefused : t.gatePassed}
    </Badge>
  );
}

function Tools({ tools }: { readonly tools: Turn['tools'] }) {
  const t = useText(traceText);
  if (tools.length === 0) return null;
  return (
    <section aria-label={t.tools}>
      <Text size="sm" fw={600} mb="xs">
        {t.tools}
      </Text>
      <Stack gap="xs">
        {tools.map((tool) => (
          <Paper key={`${tool.step} ${tool.call_id}`} withBorder p="sm" data-tool={tool.name}>
            <Group justify="space-between" gap="xs">
              <Code>{tool.name}</Code>
              {tool.ok !== null && (
                <Badge size="sm" variant="light" color={tool.ok ? 'teal' : 'red'}>
                  {tool.ok ? 'ok' : 'error'}
                </Badge>
              )}
            </Group>
            {tool.summary !== null && (
              <Text size="sm" mt={4}>
                {tool.summary}
              </Text>
            )}
            <JsonBlock label={t.input} value={tool.input} />
            <JsonBlock label={t.result} value={tool.result} />
          </Paper>
        ))}
      </Stack>
    </section>
  );
}

function JsonBlock({ label, value }: { readonly label: string; readonly value: unknown }) {
  return (
    <details className={classes['json']}>
      <summary>{label}</summary>
      <Code block dir="ltr" tabIndex={0}>
        {JSON.stringify(value, null, 2)}
      </Code>
    </details>
  );
}
