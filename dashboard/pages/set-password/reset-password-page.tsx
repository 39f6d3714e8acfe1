import { api, dataOf } from '#dashboard/api/client.ts';
import { entryText } from '#dashboard/text/entry.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { SetPasswordForm } from './set-password-form.tsx';

/** `/reset-password#token=…`: choose a new password by a link that an admin made. */
export function Component() {
  const t = useText(entryText);
  return (
    <SetPasswordForm
      title={t.resetTitle}
      hint={t.resetHint}
      submit={t.choose}
      asksName={false}
      send={({ token, password }) => dataOf(api.POST('/v1/auth/reset-password', { body: { token, password } }))}
    />
  );
}
