import type { AccountLink, LinkPurpose } from '#domain/account/account-store.ts';
import type { User } from '#domain/account/user.ts';
import type { LinkView, UserView } from './schema.ts';

export function presentUser({ createdAt, lastLoginAt, ...user }: User): UserView {
  return { ...user, created_at: createdAt, last_login_at: lastLoginAt };
}

/** The token is behind the `#`: it reaches neither servers' logs nor other sites. */
export function presentLink(publicUrl: string, purpose: LinkPurpose, { token, expiresAt }: AccountLink): LinkView {
  const page = purpose === 'invite' ? 'accept-invite' : 'reset-password';
  return { token, url: `${publicUrl}/${page}#token=${token}`, expires_at: expiresAt };
}
