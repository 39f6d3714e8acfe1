import { ActionIcon, ColorSwatch, Group, Menu, Pill, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import { useSession } from '#dashboard/app/session.tsx';
import { Icon } from '#dashboard/components/icon.tsx';
import { useProblemText } from '#dashboard/components/use-problem-text.ts';
import { customerText } from '#dashboard/text/customer.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import type { Conversation } from './queries.ts';
import { useLabels } from '#dashboard/components/use-labels.ts';

/** The labels of a conversation; agents put them on and take them off. */
export function ConversationLabels({ conversation: { id, labels } }: { readonly conversation: Conversation }) {
  const t = useText(customerText);
  const s = useText(shellText);
  const { may } = useSession();
  const cache = useQueryClient();
  const textOf = useProblemText();
  const set = useMutation({
    mutationFn: (ids: string[]) =>
      dataOf(api.PUT('/v1/conversations/{id}/labels', { params: { path: { id } }, body: { labels: ids } })),
    onError: (error) => notifications.show({ color: 'red', message: textOf(error), role: 'alert' }),
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ['conversation', id, 'detail'] }),
        cache.invalidateQueries({ queryKey: ['conversations'] }),
      ]),
  });
  const ids = labels.map((label) => label.id);
  const canChange = may('agent');
  return (
    <Group gap={6}>
      {labels.length === 0 && !canChange && (
        <Text size="sm" c="dimmed">
          {s.none}
        </Text>
      )}
      {labels.map((label) => (
        <Pill
          key={label.id}
          withRemoveButton={canChange}
          removeButtonProps={{ 'aria-label': t.removeLabel(label.name), 'aria-hidden': false, tabIndex: 0 }}
          onRemove={() => set.mutate(ids.filter((one) => one !== label.id))}
        >
          <Group gap={4} wrap="nowrap">
            <ColorSwatch size={8} color={label.color} withShadow={false} />
            {label.name}
          </Group>
        </Pill>
      ))}
      {canChange && <AddLabel taken={ids} onAdd={(label) => set.mutate([...ids, label])} />}
    </Group>
  );
}

function AddLabel({ taken, onAdd }: { readonly taken: readonly string[]; readonly onAdd: (id: string) => void }) {
  const t = useText(customerText);
  const s = useText(shellText);
  const labels = useLabels();
  const free = (labels.data ?? []).filter(({ id }) => !taken.includes(id));
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="sm" variant="default" aria-label={t.addLabel}>
          <Icon name="plus" size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {free.length === 0 && <Menu.Label>{s.none}</Menu.Label>}
        {free.map(({ id, name, color }) => (
          <Menu.Item
            key={id}
            leftSection={<ColorSwatch size={10} color={color} withShadow={false} />}
            onClick={() => onAdd(id)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
