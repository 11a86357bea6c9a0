import { useEffect } from 'react';
import { Outlet, useLocation } from 'react-router';
import { track } from '../usage/track.ts';
import { pageKind } from './page-kind.ts';

/** Around every page: counts which kind of page was shown. The address itself stays here. */
export function Root() {
  const { pathname } = useLocation();
  const kind = pageKind(pathname);
  useEffect(() => {
    if (kind !== undefined) track({ name: 'page_shown', page: kind });
  }, [kind, pathname]);
  return <Outlet />;
}
