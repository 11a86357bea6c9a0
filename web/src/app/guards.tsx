import { lazy, Suspense } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useUser } from '../account/use-user.ts';
import { useSession } from '../firebase/use-session.ts';
import { Loading } from '../ui/spinner.tsx';
import { destinationAfterSignIn } from './destination.ts';

const ConfirmTerms = lazy(() => import('../auth/confirm-terms.tsx'));

/** Lets signed-in people through who have confirmed the terms; others are brought back here afterwards. */
export function RequireUser() {
  const current = useUser();
  const location = useLocation();
  if (current.status === 'loading') return <Loading />;
  if (current.status === 'signed-out')
    return <Navigate to="/sign-in" replace state={{ from: location.pathname + location.search }} />;
  if (current.document?.professionalAdult === undefined)
    return (
      <Suspense fallback={<Loading />}>
        <ConfirmTerms />
      </Suspense>
    );
  return <Outlet />;
}

/** Pages for people without an account: whoever is signed in goes on to where they wanted to be. */
export function ForVisitors() {
  const session = useSession();
  const location = useLocation();
  if (session.status === 'signed-in') return <Navigate to={destinationAfterSignIn(location.state)} replace />;
  return <Outlet />;
}
