import { PasswordInput, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { api, dataOf } from '#dashboard/api/client.ts';
import { useSession } from '#dashboard/app/session.tsx';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { settingsText } from '#dashboard/text/settings.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { SaveBar } from './save-bar.tsx';

/** One's own password. */
export function PasswordSection() {
  const t = useText(settingsText);
  const { person } = useSession();
  const { form, submit, isBusy, error } = useProblemForm({ current: '', next: '' }, async (body) => {
    await dataOf(api.POST('/v1/auth/password', { body }));
    form.reset();
    notifications.show({ message: t.changed });
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack maw={420}>
        <input type="email" autoComplete="username" value={person?.email ?? ''} readOnly hidden />
        <PasswordInput label={t.current} autoComplete="current-password" required {...form.getInputProps('current')} />
        <PasswordInput
          label={t.next}
          description={t.nextHint}
          autoComplete="new-password"
          minLength={10}
          required
          {...form.getInputProps('next')}
        />
        <FormProblem error={error} />
        <SaveBar isBusy={isBusy} />
      </Stack>
    </form>
  );
}
