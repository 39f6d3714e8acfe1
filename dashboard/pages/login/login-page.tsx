import { Anchor, Button, PasswordInput, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, Navigate, useSearchParams } from 'react-router';
import { api, dataOf } from '#dashboard/api/client.ts';
import { ApiProblem } from '#dashboard/api/problem.ts';
import { nextPath } from '#dashboard/app/next-path.ts';
import { useSession } from '#dashboard/app/session.tsx';
import { EntryCard } from '#dashboard/components/entry-card.tsx';
import { fieldsOf } from '#dashboard/components/fields-of.ts';
import { useProblemText } from '#dashboard/components/use-problem-text.ts';
import { entryText } from '#dashboard/text/entry.ts';
import { useText } from '#dashboard/text/use-text.ts';

/** `/login?next=/orders`: sign in, then go on to where one wanted. */
export function Component() {
  const t = useText(entryText);
  const problemText = useProblemText();
  const { person, begin } = useSession();
  const [search] = useSearchParams();
  const signIn = useMutation({
    mutationFn: async (body: { email: string; password: string }) => {
      const { access_token: token } = await dataOf(api.POST('/v1/auth/login', { body }));
      await begin(token);
    },
  });
  if (person) return <Navigate to={nextPath(search.get('next'))} replace />;
  const wrong = signIn.error instanceof ApiProblem && signIn.error.status === 401;
  return (
    <EntryCard title={t.signInTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const { email = '', password = '' } = fieldsOf(event.currentTarget);
          signIn.mutate({ email, password });
        }}
      >
        <TextInput name="email" type="email" label={t.email} autoComplete="username" required dir="ltr" mb="sm" />
        <PasswordInput name="password" label={t.password} autoComplete="current-password" required mb="md" />
        {signIn.error && (
          <Text c="red" size="sm" role="alert" mb="sm">
            {wrong ? t.wrong : problemText(signIn.error)}
          </Text>
        )}
        <Button type="submit" fullWidth loading={signIn.isPending}>
          {t.signIn}
        </Button>
      </form>
      <Text size="sm" ta="center">
        {t.noAccount}{' '}
        <Anchor component={Link} to="/register">
          {t.register}
        </Anchor>
      </Text>
    </EntryCard>
  );
}
