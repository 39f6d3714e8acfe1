import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Login } from '#dashboard/api/access-token.ts';
import { useSession } from '#dashboard/app/session.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { EntryCard } from '#dashboard/components/entry-card.tsx';
import { fieldsOf } from '#dashboard/components/fields-of.ts';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { entryText } from '#dashboard/text/entry.ts';
import { useText } from '#dashboard/text/use-text.ts';

interface SetPasswordFormProps {
  readonly title: string;
  readonly hint: string;
  /** The word on the button. */
  readonly submit: string;
  readonly asksName: boolean;
  readonly send: (filled: { token: string; password: string; name?: string }) => Promise<Login>;
}

/** Asks for a password with the one-time token behind the `#` of a link, which servers never see. */
export function SetPasswordForm({ title, hint, submit, asksName, send }: SetPasswordFormProps) {
  const t = useText(entryText);
  const { hash } = useLocation();
  const [token] = useState(() => new URLSearchParams(hash.slice(1)).get('token'));
  const { begin } = useSession();
  const navigate = useNavigate();
  const save = useMutation({
    mutationFn: send,
    onSuccess: (login) => {
      begin(login);
      void navigate('/', { replace: true });
    },
  });
  if (token === null || token === '') {
    return (
      <EntryCard title={title}>
        <EmptyState icon="warning" title={t.linkMissing} />
      </EntryCard>
    );
  }
  return (
    <EntryCard title={title} hint={hint}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const { password = '', name } = fieldsOf(event.currentTarget);
          save.mutate({ token, password, ...(name !== undefined && { name }) });
        }}
      >
        <Stack gap="sm">
          {asksName && <TextInput name="name" label={t.yourName} autoComplete="name" maxLength={100} />}
          <PasswordInput
            name="password"
            label={t.password}
            description={t.passwordHint}
            autoComplete="new-password"
            minLength={10}
            required
          />
          <FormProblem error={save.error} />
          <Button type="submit" fullWidth loading={save.isPending}>
            {submit}
          </Button>
        </Stack>
      </form>
    </EntryCard>
  );
}
