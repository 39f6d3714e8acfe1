import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { keepAccessToken, refreshAccessToken, whenSessionEnds } from '#dashboard/api/access-token.ts';
import type { Login } from '#dashboard/api/access-token.ts';
import { api } from '#dashboard/api/client.ts';
import { roleAllows } from '#domain/account/role.ts';
import type { Role } from '#domain/account/role.ts';

/** Who is signed in, and at which shop. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly tenant: { readonly slug: string; readonly name: string };
}

interface SessionState {
  /** undefined = not known yet, null = nobody. */
  readonly person: Person | null | undefined;
  /** Whether the person may do what asks for this role. */
  readonly may: (need: Role) => boolean;
  /** Takes over a session that sign-in, registration or an invitation has begun. */
  readonly begin: (login: Login) => void;
  readonly end: () => Promise<void>;
}

const SessionContext = createContext<SessionState | undefined>(undefined);

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [person, setPerson] = useState<Person | null | undefined>(undefined);
  const cache = useQueryClient();

  const forget = useCallback(() => {
    keepAccessToken(undefined);
    localStorage.removeItem(SIGNED_IN);
    // Nothing of the last person is left for the next one.
    cache.clear();
    setPerson(null);
  }, [cache]);

  useEffect(() => {
    whenSessionEnds(forget);
    void resume().then(setPerson, () => setPerson(null));
  }, [forget]);

  const value = useMemo<SessionState>(
    () => ({
      person,
      may: (need) => person !== null && person !== undefined && roleAllows(person.role, need),
      begin(login) {
        keepAccessToken(login.access_token);
        localStorage.setItem(SIGNED_IN, '1');
        setPerson(personOf(login));
      },
      async end() {
        await api.POST('/v1/auth/logout', { body: {} }).catch(() => undefined);
        forget();
      },
    }),
    [person, forget],
  );
  return <SessionContext value={value}>{children}</SessionContext>;
}

export function useSession(): SessionState {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('useSession was used outside of SessionProvider');
  return session;
}

/** Tells a browser that was signed in from one that never was: its cookie can't be seen from here. */
const SIGNED_IN = 'colloquy-signed-in';

async function resume(): Promise<Person | null> {
  if (localStorage.getItem(SIGNED_IN) === null) return null;
  const login = await refreshAccessToken();
  return login === undefined ? null : personOf(login);
}

function personOf({ user, role, tenant }: Login): Person {
  return { ...user, role, tenant };
}
