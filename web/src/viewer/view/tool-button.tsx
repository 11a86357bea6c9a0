import type { ReactNode } from 'react';

/**
 * One of the viewer's icon buttons. `pressed` for those that stay down; `unavailable` says why it does nothing
 * now: the button stays in reach of the keyboard, so that the reason can be read.
 */
export function ToolButton({
  label,
  keys,
  icon,
  pressed,
  unavailable,
  onPress,
}: {
  label: string;
  keys?: string;
  icon: ReactNode;
  pressed?: boolean;
  unavailable?: string | undefined;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      className="v-tool"
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={keys}
      title={unavailable ?? (keys === undefined ? label : `${label} (${keys})`)}
      aria-disabled={unavailable !== undefined}
      onClick={unavailable === undefined ? onPress : undefined}
    >
      {icon}
    </button>
  );
}
