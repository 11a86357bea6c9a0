import { CircleUserRound, Gauge, History, LogOut, UserRound } from 'lucide-react';
import { Link, NavLink, useNavigate } from 'react-router';
import { signOut } from '../firebase/sign-out.ts';
import { useOperator } from '../firebase/use-operator.ts';
import { useSession } from '../firebase/use-session.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useAlerts } from '../share/use-alerts.ts';
import { Menu } from '../ui/menu.tsx';
import { BrandMark } from './brand.tsx';

function AccountMenu() {
  const navigate = useNavigate();
  const isOperator = useOperator() === true;
  const leave = async () => {
    await signOut();
    await navigate('/', { replace: true });
  };
  return (
    <Menu
      label="Account"
      trigger={<IconButton label="Account" icon={<CircleUserRound size={20} aria-hidden />} />}
      actions={[
        { id: 'account', label: 'Your account', icon: <UserRound size={16} aria-hidden />, href: '/account' },
        { id: 'activity', label: 'Activity', icon: <History size={16} aria-hidden />, href: '/activity' },
        ...(isOperator
          ? [{ id: 'operator', label: 'Operator', icon: <Gauge size={16} aria-hidden />, href: '/operator' }]
          : []),
        {
          id: 'out',
          label: 'Sign out',
          icon: <LogOut size={16} aria-hidden />,
          onAction: () => void leave(),
        },
      ]}
    />
  );
}

function LinksEntry() {
  const news = useAlerts().length;
  return (
    <NavLink to="/links">
      Links
      {news > 0 && (
        <span className="nav-news">
          <span aria-hidden>{news > 99 ? '99+' : news}</span>
          <span className="visually-hidden">: {news} not yet read</span>
        </span>
      )}
    </NavLink>
  );
}

export function Header() {
  const session = useSession();
  return (
    <header className="layout-header">
      <div className="layout-header-inner">
        <Link to="/" className="brand">
          <BrandMark />
          <span>Radiology PACS App</span>
        </Link>
        {session.status === 'signed-in' && (
          <nav aria-label="Main">
            <NavLink to="/studies">Studies</NavLink>
            <LinksEntry />
            <AccountMenu />
          </nav>
        )}
        {session.status === 'signed-out' && (
          <nav aria-label="Main">
            <NavLink to="/sign-in">Sign in</NavLink>
            <Link to="/sign-up" className="ui-button" data-variant="primary" data-size="small">
              Sign up
            </Link>
          </nav>
        )}
      </div>
    </header>
  );
}
