import { ActionIcon, Button, Collapse, Group, Indicator, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { Ref } from 'react';
import { Icon } from '#dashboard/components/icon.tsx';
import type { UrlFilters } from '#dashboard/components/use-url-filters.ts';
import { STAGES } from '#dashboard/components/stages.ts';
import { inboxText } from '#dashboard/text/inbox.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { CHANNELS, channelName } from './channel-name.ts';
import type { FILTERS } from './queries.ts';
import { useLabels } from '#dashboard/components/use-labels.ts';

const STATUSES = ['waiting', 'human', 'bot', 'paused', 'closed'] as const;
const PAUSE_MS = 300;

interface ListFiltersProps {
  readonly filters: UrlFilters<(typeof FILTERS)[number]>;
  readonly searchRef: Ref<HTMLInputElement>;
}

/** Search, and the filters behind a button. */
export function ListFilters({ filters, searchRef }: ListFiltersProps) {
  const t = useText(inboxText);
  const labels = useLabels();
  const { text, set, clear } = filters;
  const chosen = ['status', 'stage', 'channel', 'assignee', 'label'].filter((name) => name in filters.values);
  const [opened, { toggle }] = useDisclosure(chosen.length > 0);
  const any = { value: '', label: t.any };
  const select = (name: (typeof FILTERS)[number], label: string, choices: { value: string; label: string }[]) => (
    <NativeSelect
      size="xs"
      label={label}
      value={text(name)}
      data={[any, ...choices]}
      onChange={({ currentTarget: { value } }) => set({ [name]: value })}
    />
  );
  return (
    <Stack gap="xs" p="sm">
      <Group gap="xs" wrap="nowrap">
        <SearchBox searchRef={searchRef} value={text('q')} onSearch={(q) => set({ q })} />
        <Indicator disabled={chosen.length === 0} label={chosen.length} size={16}>
          <ActionIcon variant="default" size={36} aria-label={t.filters} aria-expanded={opened} onClick={toggle}>
            <Icon name="filter" />
          </ActionIcon>
        </Indicator>
      </Group>
      <Collapse expanded={opened}>
        <Stack gap="xs">
          <Group grow gap="xs">
            {select(
              'status',
              t.status,
              STATUSES.map((value) => ({ value, label: t[value] })),
            )}
            {select('assignee', t.assignee, [
              { value: 'me', label: t.me },
              { value: 'none', label: t.nobody },
            ])}
          </Group>
          <Group grow gap="xs">
            {select(
              'stage',
              t.stage,
              STAGES.map((value) => ({ value, label: t[value] })),
            )}
            {select(
              'channel',
              t.channel,
              CHANNELS.map((value) => ({ value, label: channelName(value) })),
            )}
          </Group>
          {select(
            'label',
            t.label,
            (labels.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          )}
          {filters.isFiltered && (
            <Button size="xs" variant="subtle" onClick={clear}>
              {t.clear}
            </Button>
          )}
        </Stack>
      </Collapse>
    </Stack>
  );
}

interface SearchBoxProps {
  readonly searchRef: Ref<HTMLInputElement>;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}

function SearchBox({ searchRef, value, onSearch }: SearchBoxProps) {
  const t = useText(inboxText);
  const [typed, setTyped] = useState(value);
  const shown = useRef(value);
  const search = useDebouncedCallback((text: string) => {
    shown.current = text;
    onSearch(text);
  }, PAUSE_MS);
  useEffect(() => {
    if (value !== shown.current) setTyped(value);
    shown.current = value;
  }, [value]);
  return (
    <TextInput
      ref={searchRef}
      type="search"
      flex={1}
      aria-label={t.searchLabel}
      placeholder={t.searchLabel}
      value={typed}
      maxLength={200}
      leftSection={<Icon name="search" />}
      onChange={({ currentTarget: { value: text } }) => {
        setTyped(text);
        search(text.trim());
      }}
    />
  );
}
