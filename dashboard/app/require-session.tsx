import { Center, Loader } from '@mantine/core';
import { Navigate, Outlet, useLocation } from 'react-router';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { useSession } from './session.tsx';

/** Pages below are for people who are signed in; others sign in first and come back. */
export function RequireSession() {
  const { person } = useSession();
  const { pathname, search } = useLocation();
  const t = useText(shellText);
  if (person === undefined) {
    return (
      <Center mih="100dvh">
        <Loader role="status" aria-label={t.loading} />
      </Center>
    );
  }
  if (person === null) {
    const to = pathname === '/' ? '/login' : `/login?next=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={to} replace />;
  }
  return <Outlet />;
}
