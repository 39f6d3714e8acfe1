import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '#dashboard/look/global.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { ApiProblem } from '#dashboard/api/problem.ts';
import { Look, nonceOfPage } from './look.tsx';
import { PreferencesProvider } from './preferences.tsx';
import { routes } from './routes.tsx';
import { SessionProvider } from './session.tsx';

declare global {
  interface Window {
    /** Read by what locks the page's scroll behind dialogs. */
    __webpack_nonce__?: string;
  }
}
window.__webpack_nonce__ = nonceOfPage();

const MOST_TRIES = 3;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < MOST_TRIES && !(error instanceof ApiProblem && isFinal(error)),
    },
    mutations: { retry: false },
  },
});

/** The same request would get the same answer. */
function isFinal({ status }: ApiProblem): boolean {
  return status >= 400 && status < 500 && status !== 429;
}

const router = createBrowserRouter(routes);
const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <PreferencesProvider>
      <Look>
        <QueryClientProvider client={queries}>
          <SessionProvider>
            <RouterProvider router={router} />
          </SessionProvider>
        </QueryClientProvider>
      </Look>
    </PreferencesProvider>
  </StrictMode>,
);
