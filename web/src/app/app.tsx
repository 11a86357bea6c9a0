import { createBrowserRouter, RouterProvider } from 'react-router';
import { beforeSignOut } from '../firebase/sign-out.ts';
import { routes } from './routes.tsx';

// Uploads keep something in this browser that goes at sign-out, also on a page that has loaded nothing of them.
beforeSignOut(async () => {
  const { sessionDb } = await import('../upload/transport/session-db.ts');
  await sessionDb().clear();
});

const router = createBrowserRouter(routes);

export function App() {
  return <RouterProvider router={router} />;
}
