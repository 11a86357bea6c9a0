/** Every address of the app. Each page is fetched when it is first gone to. */
import type { ReactNode } from 'react';
import type { RouteObject } from 'react-router';
import { Loading } from '../ui/loading.tsx';
import { ForVisitors, RequireOperator, RequireUser } from './guards.tsx';
import { AppLayout } from './layout.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { Root } from './root.tsx';
import { RouteError } from './route-error.tsx';

type LazyPage = () => Promise<{ default: () => ReactNode }>;

const page =
  (load: LazyPage): NonNullable<RouteObject['lazy']> =>
  async () => ({ Component: (await load()).default });

const legalPages: RouteObject[] = [
  { path: 'privacy', lazy: page(() => import('../legal/privacy-page.tsx')) },
  { path: 'processors', lazy: page(() => import('../legal/processors-page.tsx')) },
  { path: 'cookies', lazy: page(() => import('./cookies-route.tsx')) },
  { path: 'security', lazy: page(() => import('../legal/security-page.tsx')) },
  { path: 'support', lazy: page(() => import('../legal/support-page.tsx')) },
  { path: 'terms', lazy: page(() => import('../legal/terms-page.tsx')) },
];

export const routes: RouteObject[] = [
  {
    element: <Root />,
    errorElement: <RouteError />,
    HydrateFallback: Loading,
    children: [
      {
        element: <AppLayout />,
        children: [
          {
            errorElement: <RouteError />,
            children: [
              {
                element: <ForVisitors />,
                children: [
                  { index: true, lazy: page(() => import('./landing-page.tsx')) },
                  { path: 'sign-in', lazy: page(() => import('../auth/sign-in-page.tsx')) },
                  { path: 'reset-password', lazy: page(() => import('../auth/reset-password-page.tsx')) },
                ],
              },
              { path: 'local', lazy: page(() => import('../viewer/local/local-page.tsx')) },
              { path: 'sign-up', lazy: page(() => import('../auth/sign-up-page.tsx')) },
              {
                element: <RequireUser />,
                children: [
                  { path: 'studies', lazy: page(() => import('./studies-route.tsx')) },
                  { path: 'links', lazy: page(() => import('./links-route.tsx')) },
                  { path: 'activity', lazy: page(() => import('./activity-route.tsx')) },
                  { path: 'account', lazy: page(() => import('../account/account-page.tsx')) },
                  {
                    path: 'operator',
                    element: <RequireOperator />,
                    children: [
                      { index: true, lazy: page(() => import('../operator/queue-page.tsx')) },
                      {
                        path: 'requests/new',
                        lazy: page(() => import('../operator/enter-page.tsx')),
                      },
                      {
                        path: 'requests/:requestId',
                        lazy: page(() => import('../operator/request-page.tsx')),
                      },
                      { path: 'ingest', lazy: page(() => import('../operator/ingest-page.tsx')) },
                      { path: 'storage', lazy: page(() => import('../operator/storage-page.tsx')) },
                      { path: 'usage', lazy: page(() => import('../operator/usage-page.tsx')) },
                    ],
                  },
                ],
              },
              ...legalPages,
              { path: 'rights', lazy: page(() => import('./rights-route.tsx')) },
              { path: 'rights/confirm', lazy: page(() => import('./rights-confirm-route.tsx')) },
              { path: 'rights/reply', lazy: page(() => import('./rights-reply-route.tsx')) },
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
      // Without an account, header and footer.
      { path: 'local/:number', lazy: page(() => import('../viewer/local/local-study-page.tsx')) },
      {
        // Without header and footer: images fill the window.
        element: <RequireUser />,
        children: [{ path: 'study/:studyId', lazy: page(() => import('../viewer/viewer-page.tsx')) }],
      },
    ],
  },
];
