import { Alert, Button, Group, List, Modal, NativeSelect, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { channelName } from '#dashboard/pages/inbox/channel-name.ts';
import { promptsText } from '#dashboard/text/prompts.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { usePreview, useRecentConversations } from './queries.ts';
import type { TalkingRole } from './queries.ts';

interface PreviewProps {
  readonly role: TalkingRole;
  readonly version: number;
  readonly onClose: () => void;
}

/** The reply that a version would give where a customer has really written. */
export function Preview({ role, version, onClose }: PreviewProps) {
  const t = useText(promptsText);
  const shell = useText(shellText);
  const conversations = useRecentConversations();
  const [chosen, setChosen] = useState<string>();
  const preview = usePreview(role, version);
  const conversation = chosen ?? conversations.data?.[0]?.id;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`${t.preview}: ${t.version(String(version))}`}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      <Stack>
        <Text size="sm">{t.previewHint}</Text>
        {conversations.data?.length === 0 && <Text c="dimmed">{t.noConversation}</Text>}
        {conversation !== undefined && (
          <Group align="flex-end" wrap="nowrap">
            <NativeSelect
              flex={1}
              label={t.conversation}
              value={conversation}
              data={(conversations.data ?? []).map(({ id, contact, channel, last_message: last }) => ({
                value: id,
                label: [contact.name ?? t.unnamed, channelName(channel), last?.text.slice(0, 40)]
                  .filter(Boolean)
                  .join(' · '),
              }))}
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
            <Button loading={preview.isPending} onClick={() => preview.mutate(conversation)}>
              {t.run}
            </Button>
          </Group>
        )}
        <FormProblem error={preview.error} />
        {preview.data && <Reply preview={preview.data} />}
      </Stack>
    </Modal>
  );
}

function Reply({ preview }: { readonly preview: NonNullable<ReturnType<typeof usePreview>['data']> }) {
  const t = useText(promptsText);
  const said = [
    [t.asked, preview.asked.join('\n')],
    [t.answered, preview.answered ?? ''],
    [t.reply, preview.reply],
    [t.wouldCall, preview.tool_calls.map(({ name, input }) => `${name} ${JSON.stringify(input)}`).join('\n')],
  ] as const;
  return (
    <Stack gap="xs" role="status">
      {said.map(([name, words]) =>
        words === '' ? null : (
          <Paper key={name} withBorder p="sm">
            <Text size="xs" c="dimmed">
              {name}
            </Text>
            <Text size="sm" style={{ whiteSpace: 'pre-wrap' }} dir="auto">
              {words}
            </Text>
          </Paper>
        ),
      )}
      {preview.violations.length > 0 && (
        <Alert color="orange" title={t.violations}>
          <List size="sm">
            {preview.violations.map((violation) => (
              <List.Item key={violation}>{violation}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Text size="xs" c="dimmed">
        {`${preview.usage.provider} ${preview.usage.model} · ${preview.usage.input_tokens} + ${preview.usage.output_tokens}`}
      </Text>
    </Stack>
  );
}
