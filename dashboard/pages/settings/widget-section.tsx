import { Anchor, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import { useSession } from '#dashboard/app/session.tsx';
import { CopyField } from '#dashboard/components/copy-field.tsx';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { Icon } from '#dashboard/components/icon.tsx';
import { LoadingState } from '#dashboard/components/loading-state.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { LANGUAGES } from '#dashboard/text/languages.ts';
import { settingsText } from '#dashboard/text/settings.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { SaveBar } from './save-bar.tsx';
import { fieldsOfWidget, widgetOf } from './widget-fields.ts';
import type { WidgetSettings } from './widget-fields.ts';

/** The chat on the shop's own site: the lines that embed it, where it may be, how it looks. */
export function WidgetSection() {
  const settings = useQuery({
    queryKey: ['settings', 'widget'],
    queryFn: () => dataOf(api.GET('/v1/widget/settings', {})),
  });
  if (settings.isPending) return <LoadingState />;
  if (settings.isError) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  return <WidgetForm key={JSON.stringify(settings.data)} settings={settings.data} />;
}

function WidgetForm({ settings }: { readonly settings: WidgetSettings }) {
  const t = useText(settingsText);
  const s = useText(shellText);
  const { person, may } = useSession();
  const cache = useQueryClient();
  const { form, submit, isBusy, error } = useProblemForm(fieldsOfWidget(settings), async (fields) => {
    const saved = await dataOf(api.PUT('/v1/widget/settings', { body: widgetOf(fields) }));
    cache.setQueryData(['settings', 'widget'], saved);
    notifications.show({ message: s.saved });
  });
  const slug = person?.tenant.slug ?? '';
  const isLocked = !may('admin');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack>
        <CopyField
          lines
          label={t.snippet}
          value={`<script src="${location.origin}/widget.js" data-tenant="${slug}" async></script>`}
        />
        <Anchor
          href={`/widget/preview?tenant=${encodeURIComponent(slug)}`}
          target="_blank"
          underline="always"
          size="sm"
        >
          {t.preview} <Icon name="external" size={14} />
        </Anchor>
        <Textarea
          label={t.origins}
          description={t.originsHint}
          autosize
          minRows={2}
          dir="ltr"
          disabled={isLocked}
          {...form.getInputProps('origins')}
        />
        <TextInput label={t.chatTitle} maxLength={60} disabled={isLocked} {...form.getInputProps('title')} />
        <Textarea label={t.greeting} autosize maxLength={500} disabled={isLocked} {...form.getInputProps('greeting')} />
        <Group grow align="flex-start">
          <TextInput
            label={t.accent}
            placeholder="#0b6e4f"
            dir="ltr"
            disabled={isLocked}
            {...form.getInputProps('accent')}
          />
          <NativeSelect
            label={t.position}
            disabled={isLocked}
            data={[
              { value: 'right', label: t.right },
              { value: 'left', label: t.left },
            ]}
            {...form.getInputProps('position')}
          />
          <NativeSelect
            label={t.chatLanguage}
            disabled={isLocked}
            data={[
              { value: '', label: t.automatic },
              ...Object.entries(LANGUAGES).map(([value, label]) => ({ value, label })),
            ]}
            {...form.getInputProps('language')}
          />
        </Group>
        <TextInput label={t.logo} type="url" dir="ltr" disabled={isLocked} {...form.getInputProps('logo_url')} />
        <Textarea
          label={t.starters}
          description={t.startersHint}
          autosize
          minRows={2}
          disabled={isLocked}
          {...form.getInputProps('starters')}
        />
        <FormProblem error={error} />
        {!isLocked && <SaveBar isBusy={isBusy} />}
      </Stack>
    </form>
  );
}
