import { expect, it } from 'vitest';
import { hasEnded, type Session } from '../../web/src/firebase/session.ts';
import { beforeSignOut, leaveNothing } from '../../web/src/firebase/sign-out.ts';

const signedIn: Session = {
  status: 'signed-in',
  user: { uid: 'me', email: '', emailVerified: true, displayName: '', hasPassword: true },
};

it('ends a session that was there and is not any more, whoever ended it', () => {
  expect(hasEnded(signedIn, { status: 'signed-out' })).toBe(true);
  expect(hasEnded({ status: 'unknown' }, { status: 'signed-out' })).toBe(false);
  expect(hasEnded({ status: 'signed-out' }, { status: 'signed-out' })).toBe(false);
  expect(hasEnded(signedIn, signedIn)).toBe(false);
});

it('runs every hook that still stands, also where one fails', async () => {
  const ran: string[] = [];
  const takeBack = [
    beforeSignOut(() => Promise.reject(new Error('no database'))),
    beforeSignOut(() => void ran.push('uploads')),
    beforeSignOut(() => void ran.push('taken back')),
  ];
  takeBack[2]?.();
  await leaveNothing();
  expect(ran).toEqual(['uploads']);
  for (const one of takeBack) one();
});
