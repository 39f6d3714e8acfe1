import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { Icon } from '#dashboard/components/icon.tsx';
import { LANGUAGES } from '#dashboard/text/languages.ts';
import type { Language } from '#dashboard/text/languages.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { usePreferences } from './preferences.tsx';
import { useSession } from './session.tsx';

const SCHEMES = { light: 'light', dark: 'dark', auto: 'system' } as const;

/** Who is signed in; language, colours, sign-out. */
export function AccountMenu() {
  const t = useText(shellText);
  const { person, end } = useSession();
  const { language, setLanguage } = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={t.account}>
          <Icon name="person" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {person?.name} · {person && t[person.role]}
          <br />
          {person?.email}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t.language}</Menu.Label>
        {(Object.keys(LANGUAGES) as Language[]).map((name) => (
          <Menu.Item
            key={name}
            lang={name}
            onClick={() => setLanguage(name)}
            rightSection={language === name && <Icon name="check" />}
          >
            {LANGUAGES[name]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t.colours}</Menu.Label>
        {(Object.keys(SCHEMES) as (keyof typeof SCHEMES)[]).map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            rightSection={colorScheme === scheme && <Icon name="check" />}
          >
            {t[SCHEMES[scheme]]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="leave" />} onClick={() => void end()}>
          {t.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
