import { z } from 'zod';
import type { Role } from './role.ts';

/** `invited` has no password yet; `deactivated` may not log in. */
export const USER_STATUSES = ['active', 'invited', 'deactivated'] as const;

/** A person of a shop. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly status: (typeof USER_STATUSES)[number];
  readonly createdAt: string;
  readonly lastLoginAt: string | null;
}

/** Small letters: one person, one account, however the address is typed. */
export const emailAddress = z.string().trim().max(254).toLowerCase().pipe(z.email('expected an e-mail address'));

/** Shown to colleagues, and to customers in the widget. */
export const personName = z.string().trim().min(1).max(100);
