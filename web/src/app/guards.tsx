import { lazy, Suspense } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useUser } from '../account/use-user.ts';
import { useOperator } from '../firebase/use-operator.ts';
import { useSession } from '../firebase/use-session.ts';
import { Loading } from '../ui/loading.tsx';
import { destinationAfterSignIn } from './destination.ts';
import { NotFoundPage } from './not-found-page.tsx';

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

/** For operators; others learn of no page. */
export function RequireOperator() {
  const isOperator = useOperator();
  if (isOperator === undefined) return <Loading />;
  return isOperator ? <Outlet /> : <NotFoundPage />;
}

/** Pages for people without an account: whoever is signed in goes on to where they wanted to be. */
export function ForVisitors() {
  const session = useSession();
  const location = useLocation();
  if (session.status === 'signed-in') return <Navigate to={destinationAfterSignIn(location.state)} replace />;
  return <Outlet />;
}
