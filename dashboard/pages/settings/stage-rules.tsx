import {
  Accordion,
  ActionIcon,
  Badge,
  Button,
  Group,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { Icon } from '#dashboard/components/icon.tsx';
import { STAGES } from '#dashboard/components/stages.ts';
import type { Stage } from '#dashboard/components/stages.ts';
import type { FormOf } from '#dashboard/components/use-problem-form.ts';
import { inboxText } from '#dashboard/text/inbox.ts';
import { shopSettingsText } from '#dashboard/text/shop-settings.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { isUsual, MOST_NUDGES } from './follow-up-fields.ts';
import type { FollowUpFields } from './follow-up-fields.ts';

interface StageRulesProps {
  readonly form: FormOf<FollowUpFields>;
  readonly isLocked: boolean;
}

/** Where the shop follows up otherwise than usual: by the stage in which the customer fell silent. */
export function StageRules({ form, isLocked }: StageRulesProps) {
  const t = useText(shopSettingsText);
  const names = useText(inboxText);
  return (
    <Stack gap="xs">
      <Title order={2} size="h5">
        {t.byStage}
      </Title>
      <Text size="sm" c="dimmed">
        {t.byStageHint}
      </Text>
      <Accordion variant="contained" chevronPosition="left" order={3}>
        {STAGES.map((stage) => (
          <Accordion.Item key={stage} value={stage}>
            <Accordion.Control>
              <Group justify="space-between" gap="xs">
                {names[stage]}
                {!isUsual(form.values.stages[stage]) && (
                  <Badge variant="default">{form.values.stages[stage].enabled ? t.ownRules : t.noFollowUps}</Badge>
                )}
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Rules form={form} isLocked={isLocked} stage={stage} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Stack>
  );
}

function Rules({ form, isLocked, stage }: StageRulesProps & { readonly stage: Stage }) {
  const t = useText(shopSettingsText);
  const s = useText(shellText);
  const { enabled, texts } = form.values.stages[stage];
  const list = `stages.${stage}.texts`;
  return (
    <Stack gap="sm">
      <Switch
        label={t.stageOn}
        disabled={isLocked}
        {...form.getInputProps(`stages.${stage}.enabled`, { type: 'checkbox' })}
      />
      {enabled && (
        <>
          <TextInput
            label={t.delays}
            placeholder={t.usual}
            dir="ltr"
            disabled={isLocked}
            {...form.getInputProps(`stages.${stage}.delays`)}
          />
          {texts.map((_, index) => (
            <Group key={index} gap="xs" wrap="nowrap" align="flex-end">
              <Textarea
                flex={1}
                autosize
                maxLength={1_000}
                label={t.nudgeText(index + 1)}
                dir="auto"
                disabled={isLocked}
                {...form.getInputProps(`${list}.${index}`)}
              />
              {!isLocked && (
                <ActionIcon
                  variant="subtle"
                  color="red"
                  size="lg"
                  aria-label={`${s.delete} ${index + 1}`}
                  onClick={() => form.removeListItem(list, index)}
                >
                  <Icon name="trash" />
                </ActionIcon>
              )}
            </Group>
          ))}
          {!isLocked && texts.length < MOST_NUDGES && (
            <Button
              size="xs"
              variant="default"
              w="fit-content"
              leftSection={<Icon name="plus" size={14} />}
              onClick={() => form.insertListItem(list, '')}
            >
              {t.addNudgeText}
            </Button>
          )}
        </>
      )}
    </Stack>
  );
}
