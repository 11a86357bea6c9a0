import type { ReactNode } from 'react';

/** One of the viewer's icon buttons. `pressed` for those that stay down. */
export function ToolButton({
  label,
  keys,
  icon,
  pressed,
  disabled = false,
  onPress,
}: {
  label: string;
  keys?: string;
  icon: ReactNode;
  pressed?: boolean;
  disabled?: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      className="v-tool"
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={keys}
      title={keys === undefined ? label : `${label} (${keys})`}
      disabled={disabled}
      onClick={onPress}
    >
      {icon}
    </button>
  );
}
