import { AppShell, Burger, Group, NavLink, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense } from 'react';
import { NavLink as RouterLink, Outlet, useLocation } from 'react-router';
import { Icon } from '#dashboard/components/icon.tsx';
import { LoadingState } from '#dashboard/components/loading-state.tsx';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { AccountMenu } from './account-menu.tsx';
import { LiveBadge } from './live-badge.tsx';
import { LiveProvider } from './live.tsx';
import { PAGES } from './pages.ts';
import { useSession } from './session.tsx';
import classes from './shell.module.css';

/** Header, navigation and the page, with news of the shop. */
export function Shell() {
  return (
    <LiveProvider>
      <Frame />
    </LiveProvider>
  );
}

function Frame() {
  const [opened, { toggle, close }] = useDisclosure(false);
  const t = useText(shellText);
  const { person, may } = useSession();
  const { pathname } = useLocation();
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding="md"
    >
      <a className="skip-link" href="#content">
        {t.skip}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t.openNavigation} />
            <Title order={1} size="h4" lineClamp={1}>
              {person?.tenant.name}
            </Title>
          </Group>
          <Group gap="sm" wrap="nowrap">
            <LiveBadge />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t.navigation}>
        <AppShell.Section grow className={classes['scroll']}>
          {PAGES.filter(({ need }) => may(need)).map(({ path, label, icon }) => (
            <NavLink
              key={path}
              component={RouterLink}
              to={path}
              onClick={close}
              label={t[label] as string}
              leftSection={<Icon name={icon} />}
              active={pathname === path || pathname.startsWith(`${path}/`)}
            />
          ))}
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Suspense fallback={<LoadingState />}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
    </AppShell>
  );
}
