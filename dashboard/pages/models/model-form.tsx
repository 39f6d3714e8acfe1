import { ActionIcon, Alert, Autocomplete, Button, Group, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { Icon } from '#dashboard/components/icon.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import type { FormOf } from '#dashboard/components/use-problem-form.ts';
import { modelsText } from '#dashboard/text/models.ts';
import { partsText } from '#dashboard/text/parts.ts';
import { promptsText } from '#dashboard/text/prompts.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { useAgentActions, useTestAgent } from './queries.ts';
import type { Agent, AgentBody, LlmOptions } from './queries.ts';

interface Choice {
  provider: AgentBody['provider'];
  model: string;
}

interface ModelValues extends Record<string, unknown> {
  provider: AgentBody['provider'];
  model: string;
  fallbacks: Choice[];
  temperature: number | string;
}

const MOST_FALLBACKS = 4;

interface ModelFormProps {
  readonly agent: Agent;
  readonly options: LlmOptions;
  readonly onClose: () => void;
}

export function ModelForm({ agent, options, onClose }: ModelFormProps) {
  const t = useText(modelsText);
  const roles = useText(promptsText);
  const { set, reset } = useAgentActions(agent);
  const [first, ...rest] = agent.models as readonly Choice[];
  const { form, submit, isBusy, error } = useProblemForm<ModelValues>(
    {
      provider: first?.provider ?? 'offline',
      model: first?.model ?? '',
      fallbacks: rest.map(({ provider, model }) => ({ provider, model })),
      temperature: agent.temperature ?? '',
    },
    async ({ provider, model, fallbacks, temperature }) => {
      await set.mutateAsync({
        provider,
        model,
        fallbacks,
        temperature: temperature === '' ? null : Number(temperature),
      });
      onClose();
    },
  );
  return (
    <FormDrawer
      title={`${t.edit}: ${roles[agent.role]}`}
      onClose={onClose}
      onSubmit={submit}
      isBusy={isBusy}
      error={error}
      aside={
        agent.source === 'role' && (
          <ConfirmButton
            question={t.resetAsk}
            consequence={t.resetHint}
            confirm={t.reset}
            onConfirm={async () => {
              await reset.mutateAsync(undefined);
              onClose();
            }}
          >
            {t.reset}
          </ConfirmButton>
        )
      }
    >
      <ModelRow form={form} options={options} title={t.first} path="" />
      <Trial agent={agent} form={form} />
      {form.getValues().fallbacks.map((_, index) => (
        <ModelRow
          key={index}
          form={form}
          options={options}
          title={t.fallback(String(index + 1))}
          path={`fallbacks.${index}.`}
          onRemove={() => form.removeListItem('fallbacks', index)}
        />
      ))}
      {form.getValues().fallbacks.length < MOST_FALLBACKS && (
        <Group>
          <Button
            size="xs"
            variant="default"
            onClick={() => form.insertListItem('fallbacks', { provider: 'offline', model: '' })}
          >
            {t.addFallback}
          </Button>
        </Group>
      )}
      <NumberInput
        label={t.temperature}
        description={t.temperatureHint}
        min={0}
        max={2}
        step={0.1}
        {...form.getInputProps('temperature')}
      />
    </FormDrawer>
  );
}

interface ModelRowProps {
  readonly form: FormOf<ModelValues>;
  readonly options: LlmOptions;
  readonly title: string;
  /** Where it stands in the form's values, with the dot. */
  readonly path: '' | `fallbacks.${number}.`;
  readonly onRemove?: () => void;
}

function ModelRow({ form, options, title, path, onRemove }: ModelRowProps) {
  const t = useText(modelsText);
  const parts = useText(partsText);
  const provider = form.getInputProps(`${path}provider`);
  const known = options.providers.find(({ name }) => name === provider.value);
  return (
    <Stack gap={4} role="group" aria-label={title}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <Group align="flex-start" grow preventGrowOverflow={false} wrap="nowrap">
        <NativeSelect
          label={t.provider}
          data={options.providers.map(({ name, configured }) => ({
            value: name,
            label: configured ? name : `${name} (${t.noKey})`,
          }))}
          {...provider}
        />
        <Autocomplete label={t.model} data={[...(known?.models ?? [])]} {...form.getInputProps(`${path}model`)} />
        {onRemove && (
          <ActionIcon
            variant="subtle"
            color="red"
            size={36}
            mt={25}
            maw={36}
            aria-label={parts.remove}
            onClick={onRemove}
          >
            <Icon name="trash" />
          </ActionIcon>
        )}
      </Group>
    </Stack>
  );
}

/** Tries the first choice as it stands in the form, saved or not. */
function Trial({ agent, form }: { readonly agent: Agent; readonly form: FormOf<ModelValues> }) {
  const t = useText(modelsText);
  const trial = useTestAgent(agent);
  const { provider, model } = form.getValues();
  const result = trial.data;
  return (
    <Stack gap="xs">
      <Group>
        <Button
          size="xs"
          variant="default"
          disabled={model === ''}
          loading={trial.isPending}
          onClick={() => trial.mutate({ provider, model })}
        >
          {t.test}
        </Button>
      </Group>
      <FormProblem error={trial.error} />
      {result && (
        <Alert
          role="status"
          color={result.ok ? 'teal' : 'orange'}
          title={`${result.ok ? t.works : t.fails} ${t.took(String(result.took_ms))}`}
        >
          {result.ok ? result.reply : [result.error, result.message].filter(Boolean).join(': ')}
        </Alert>
      )}
    </Stack>
  );
}
