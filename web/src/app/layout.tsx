import { useEffect, useRef } from 'react';
import { RouterProvider as AriaRouterProvider } from 'react-aria-components';
import { Outlet, ScrollRestoration, useLocation, useNavigate } from 'react-router';
import { VerifyBanner } from '../auth/verify-banner.tsx';
import { Toasts } from '../ui/toast.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { PolicyNotice } from './policy-notice.tsx';
import './layout.css';

/** Header, page and footer. After a change of page, focus goes to the page, so that it is read out. */
export function AppLayout() {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const shownPath = useRef(pathname);

  useEffect(() => {
    if (shownPath.current === pathname) return;
    shownPath.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <AriaRouterProvider navigate={(path) => void navigate(path)}>
      <div className="layout">
        <a className="skip-link" href="#main">
          Skip to content
        </a>
        <Header />
        <VerifyBanner />
        <PolicyNotice />
        <main id="main" ref={main} tabIndex={-1} className="layout-main">
          <Outlet />
        </main>
        <Footer />
      </div>
      <Toasts />
      <ScrollRestoration />
    </AriaRouterProvider>
  );
}
