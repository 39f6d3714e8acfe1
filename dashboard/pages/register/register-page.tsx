import { Anchor, Button, NativeSelect, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, Navigate } from 'react-router';
import { api, dataOf } from '#dashboard/api/client.ts';
import { usePreferences } from '#dashboard/app/preferences.tsx';
import { useSession } from '#dashboard/app/session.tsx';
import { EntryCard } from '#dashboard/components/entry-card.tsx';
import { fieldsOf } from '#dashboard/components/fields-of.ts';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { LANGUAGES } from '#dashboard/text/languages.ts';
import { entryText } from '#dashboard/text/entry.ts';
import { useText } from '#dashboard/text/use-text.ts';

const CURRENCIES = Intl.supportedValuesOf('currency');
const TIME_ZONES = Intl.supportedValuesOf('timeZone');
const CURRENCY_OF = { en: 'USD', he: 'ILS', id: 'IDR' } as const;

/** `/register`: open a shop and become its first admin. */
export function Component() {
  const t = useText(entryText);
  const { language } = usePreferences();
  const { person, begin } = useSession();
  const register = useMutation({
    mutationFn: (fields: Readonly<Record<string, string>>) =>
      dataOf(api.POST('/v1/auth/register', { body: registration(fields) })),
    onSuccess: begin,
  });
  if (person) return <Navigate to="/" replace />;
  return (
    <EntryCard title={t.registerTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          register.mutate(fieldsOf(event.currentTarget));
        }}
      >
        <Stack gap="sm">
          <TextInput name="shop" label={t.shopName} autoComplete="organization" maxLength={200} required />
          <NativeSelect
            key={`currency-${language}`}
            name="currency"
            label={t.currency}
            data={CURRENCIES}
            defaultValue={CURRENCY_OF[language]}
          />
          <NativeSelect
            key={`language-${language}`}
            name="language"
            label={t.shopLanguage}
            data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
            defaultValue={language}
          />
          <NativeSelect
            name="zone"
            label={t.timeZone}
            data={TIME_ZONES}
            defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone}
          />
          <TextInput name="name" label={t.yourName} autoComplete="name" maxLength={100} required />
          <TextInput name="email" type="email" label={t.email} autoComplete="username" required dir="ltr" />
          <PasswordInput
            name="password"
            label={t.password}
            description={t.passwordHint}
            autoComplete="new-password"
            minLength={10}
            required
          />
          <FormProblem error={register.error} />
          <Button type="submit" fullWidth loading={register.isPending}>
            {t.register}
          </Button>
        </Stack>
      </form>
      <Text size="sm" ta="center">
        {t.haveAccount}{' '}
        <Anchor component={Link} to="/login" underline="always">
          {t.signIn}
        </Anchor>
      </Text>
    </EntryCard>
  );
}

function registration(fields: Readonly<Record<string, string>>) {
  const { shop = '', currency = '', language = 'en', zone = 'UTC', name = '', email = '', password = '' } = fields;
  return { business: { name: shop, currency, language, time_zone: zone }, name, email, password };
}
