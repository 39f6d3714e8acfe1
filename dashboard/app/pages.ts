import type { IconName } from '#dashboard/components/icon.tsx';
import type { shellText } from '#dashboard/text/shell.ts';
import type { Role } from '#domain/account/role.ts';

/** An entry of the navigation. */
export interface PageLink {
  readonly path: string;
  readonly label: keyof (typeof shellText)['en'];
  readonly icon: IconName;
  /** Who sees it. */
  readonly need: Role;
}

export const PAGES: readonly PageLink[] = [
  { path: '/inbox', label: 'inbox', icon: 'chat', need: 'viewer' },
  { path: '/orders', label: 'orders', icon: 'cart', need: 'viewer' },
  { path: '/products', label: 'products', icon: 'box', need: 'viewer' },
  { path: '/calendar', label: 'calendar', icon: 'calendar', need: 'viewer' },
  { path: '/resources', label: 'resources', icon: 'clock', need: 'viewer' },
  { path: '/leads', label: 'leads', icon: 'spark', need: 'viewer' },
  { path: '/offers', label: 'offers', icon: 'label', need: 'viewer' },
  { path: '/payments', label: 'payments', icon: 'money', need: 'viewer' },
  { path: '/knowledge', label: 'knowledge', icon: 'book', need: 'viewer' },
  { path: '/channels', label: 'channels', icon: 'plug', need: 'viewer' },
  { path: '/prompts', label: 'prompts', icon: 'edit', need: 'viewer' },
  { path: '/models', label: 'models', icon: 'bot', need: 'viewer' },
  { path: '/team', label: 'team', icon: 'people', need: 'admin' },
  { path: '/audit', label: 'audit', icon: 'list', need: 'admin' },
  { path: '/settings', label: 'settings', icon: 'gear', need: 'viewer' },
];
