import type { Login } from '#api/account-service.ts';
import type { Caller } from '#api/middleware/authenticate.ts';
import type { LoginView } from './schema.ts';

export function presentLogin(login: Login, refreshIn: 'cookie' | 'body'): LoginView {
  const { id, name, email, role } = login.user;
  return {
    access_token: login.accessToken,
    token_type: 'Bearer',
    expires_in: login.expiresIn,
    ...(refreshIn === 'body' && { refresh_token: login.refreshToken }),
    role,
    user: { id, name, email },
    tenant: login.tenant,
  };
}

export function presentMe(caller: Caller) {
  switch (caller.kind) {
    case 'platform':
      return { kind: 'platform', role: 'admin', user: null, tenant: null };
    case 'tenant':
      return { kind: 'key', role: caller.role, user: null, tenant: caller.tenant };
    case 'user':
      return { kind: 'user', role: caller.role, user: caller.user, tenant: caller.tenant };
  }
}
