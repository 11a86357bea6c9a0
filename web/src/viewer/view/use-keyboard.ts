/** Keys anywhere on the page, unless a field or an open dialog wants them. */
import { useEffectEvent, useLayoutEffect } from 'react';
import { commandOf, type Command } from '../core/shortcuts.ts';
import { keyed } from './extensions.ts';

const isTaken = (target: EventTarget | null, key: string): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('dialog[open]') !== null) return true;
  if (target instanceof HTMLInputElement && target.type === 'range')
    return key.startsWith('Arrow') || key.startsWith('Page') || key === 'Home' || key === 'End';
  if (target.matches('input, select, textarea, [contenteditable]')) return true;
  return (key === ' ' || key === 'Enter') && target.closest('button, a, summary') !== null;
};

/** Which keys count; `named` are arrows and the like, without single characters. */
export function useKeyboard(run: (command: Command) => void, which: 'all' | 'named'): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTaken(event.target, event.key)) return;
    const command = commandOf(event, keyed);
    if (command === undefined || (which === 'named' && event.key.length === 1 && event.key !== ' ')) return;
    event.preventDefault();
    run(command);
  });
  // With the page's first sight: a key that is pressed then is not lost.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      pressed(event);
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, []);
}
