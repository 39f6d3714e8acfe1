import { api, dataOf } from '#dashboard/api/client.ts';
import { entryText } from '#dashboard/text/entry.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { SetPasswordForm } from './set-password-form.tsx';

/** `/accept-invite#token=…`: join the team one was invited to. */
export function Component() {
  const t = useText(entryText);
  return (
    <SetPasswordForm
      title={t.inviteTitle}
      hint={t.inviteHint}
      submit={t.join}
      asksName
      send={(body) => dataOf(api.POST('/v1/auth/accept-invite', { body }))}
    />
  );
}
