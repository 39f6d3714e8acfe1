import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, Navigate, useSearchParams } from 'react-router';
import { api, dataOf } from '#dashboard/api/client.ts';
import { ApiProblem } from '#dashboard/api/problem.ts';
import { nextPath } from '#dashboard/app/next-path.ts';
import { useSession } from '#dashboard/app/session.tsx';
import { EntryCard } from '#dashboard/components/entry-card.tsx';
import { fieldsOf } from '#dashboard/components/fields-of.ts';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { entryText } from '#dashboard/text/entry.ts';
import { useText } from '#dashboard/text/use-text.ts';

/** `/login?next=/orders`: sign in, then go on to where one wanted. */
export function Component() {
  const t = useText(entryText);
  const { person, begin } = useSession();
  const [search] = useSearchParams();
  const signIn = useMutation({
    mutationFn: (body: { email: string; password: string }) => dataOf(api.POST('/v1/auth/login', { body })),
    onSuccess: begin,
  });
  if (person) return <Navigate to={nextPath(search.get('next'))} replace />;
  const isWrong = signIn.error instanceof ApiProblem && signIn.error.status === 401;
  return (
    <EntryCard title={t.signInTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const { email = '', password = '' } = fieldsOf(event.currentTarget);
          signIn.mutate({ email, password });
        }}
      >
        <Stack gap="sm">
          <TextInput name="email" type="email" label={t.email} autoComplete="username" required dir="ltr" />
          <PasswordInput name="password" label={t.password} autoComplete="current-password" required />
          <FormProblem error={signIn.error} say={isWrong ? t.wrong : undefined} />
          <Button type="submit" fullWidth loading={signIn.isPending}>
            {t.signIn}
          </Button>
        </Stack>
      </form>
      <Text size="sm" ta="center">
        {t.noAccount}{' '}
        <Anchor component={Link} to="/register" underline="always">
          {t.register}
        </Anchor>
      </Text>
    </EntryCard>
  );
}
