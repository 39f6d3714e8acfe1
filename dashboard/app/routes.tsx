import type { RouteObject } from 'react-router';
import { RequireSession } from './require-session.tsx';
import { RouteError } from './route-error.tsx';
import { Shell } from './shell.tsx';
import { NotFoundPage } from '#dashboard/components/not-found-page.tsx';

/*
 * One line a page. A page is a file that exports `Component`, loaded when it is first opened.
 */
export const routes: RouteObject[] = [
  {
    ErrorBoundary: RouteError,
    // Shown while the first page is loaded.
    HydrateFallback: () => null,
    children: [
      { path: 'login', lazy: () => import('#dashboard/pages/login/login-page.tsx') },
      { path: 'register', lazy: () => import('#dashboard/pages/register/register-page.tsx') },
      { path: 'accept-invite', lazy: () => import('#dashboard/pages/set-password/accept-invite-page.tsx') },
      { path: 'reset-password', lazy: () => import('#dashboard/pages/set-password/reset-password-page.tsx') },
      {
        Component: RequireSession,
        children: [
          {
            Component: Shell,
            children: [
              {
                ErrorBoundary: RouteError,
                children: [
                  { index: true, lazy: () => import('#dashboard/pages/home/home-page.tsx') },
                  { path: 'inbox/:id?', lazy: () => import('#dashboard/pages/inbox/inbox-page.tsx') },
                  { path: 'orders/:id?', lazy: () => import('#dashboard/pages/orders/orders-page.tsx') },
                  { path: 'products/:id?', lazy: () => import('#dashboard/pages/products/products-page.tsx') },
                  { path: 'calendar/:id?', lazy: () => import('#dashboard/pages/calendar/calendar-page.tsx') },
                  { path: 'resources', lazy: () => import('#dashboard/pages/resources/resources-page.tsx') },
                  { path: 'knowledge', lazy: () => import('#dashboard/pages/knowledge/knowledge-page.tsx') },
                  { path: 'leads', lazy: () => import('#dashboard/pages/leads/leads-page.tsx') },
                  { path: 'audit', lazy: () => import('#dashboard/pages/audit/audit-page.tsx') },
                  { path: 'channels', lazy: () => import('#dashboard/pages/channels/channels-page.tsx') },
                  { path: 'payments/:id?', lazy: () => import('#dashboard/pages/payments/payments-page.tsx') },
                  { path: 'offers', lazy: () => import('#dashboard/pages/offers/offers-page.tsx') },
                  { path: 'prompts/:role?', lazy: () => import('#dashboard/pages/prompts/prompts-page.tsx') },
                  { path: 'models', lazy: () => import('#dashboard/pages/models/models-page.tsx') },
                  { path: 'team', lazy: () => import('#dashboard/pages/team/team-page.tsx') },
                  { path: 'settings/:section?', lazy: () => import('#dashboard/pages/settings/settings-page.tsx') },
                  { path: '*', Component: NotFoundPage },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
];
