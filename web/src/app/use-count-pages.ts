import { useEffect } from 'react';
import { track } from '../consent/analytics.ts';
import { pageKind } from './page-kind.ts';

/** Counts which kind of page was shown. The address itself stays here. */
export function useCountPages(pathname: string): void {
  useEffect(() => {
    const page = pageKind(pathname);
    if (page !== undefined) track({ name: 'page_shown', page });
  }, [pathname]);
}
