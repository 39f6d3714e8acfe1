import { Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { useSession } from '#dashboard/app/session.tsx';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { LoadingState } from '#dashboard/components/loading-state.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import type { FormOf } from '#dashboard/components/use-problem-form.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { SaveBar } from './save-bar.tsx';
import { useSaveSettings, useShopSettings } from './use-shop-settings.ts';
import type { Changes, SectionName, ShopSettings } from './use-shop-settings.ts';

interface SectionFormProps<S extends SectionName, Fields extends Record<string, unknown>> {
  readonly section: S;
  /** The section as it stands in the fields. */
  readonly fieldsOf: (settings: ShopSettings[S]) => Fields;
  /** The keys to save. @throws Error with words for its reader when a field can't be read */
  readonly changesOf: (fields: Fields) => Changes<ShopSettings[S]>;
  readonly children: (form: FormOf<Fields>, isLocked: boolean) => ReactNode;
}

/** One section of the settings, with its loading, error, locked and saving states. */
export function SectionForm<S extends SectionName, Fields extends Record<string, unknown>>(
  props: SectionFormProps<S, Fields>,
) {
  const loaded = useShopSettings();
  if (loaded.isPending) return <LoadingState />;
  if (loaded.isError) return <ErrorState error={loaded.error} onRetry={() => void loaded.refetch()} />;
  const { settings, etag } = loaded.data;
  return <OpenForm key={etag} {...props} settings={settings[props.section]} etag={etag} />;
}

interface OpenFormProps<S extends SectionName, Fields extends Record<string, unknown>> extends SectionFormProps<
  S,
  Fields
> {
  readonly settings: ShopSettings[S];
  readonly etag: string;
}

function OpenForm<S extends SectionName, Fields extends Record<string, unknown>>(props: OpenFormProps<S, Fields>) {
  const { section, settings, etag, fieldsOf, changesOf, children } = props;
  const s = useText(shellText);
  const { may } = useSession();
  const save = useSaveSettings();
  const isLocked = !may('admin');
  const { form, submit, isBusy, error } = useProblemForm(fieldsOf(settings), async (fields) => {
    await save(etag, { [section]: changesOf(fields) });
    notifications.show({ message: s.saved });
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack>
        {children(form, isLocked)}
        <FormProblem error={error} />
        {!isLocked && <SaveBar isBusy={isBusy} />}
      </Stack>
    </form>
  );
}
