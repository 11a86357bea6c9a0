/** The mark: ribs and spine, as on a film. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="brand-mark">
      <rect width="32" height="32" rx="7" />
      <g fill="none" strokeWidth="2.5" strokeLinecap="round">
        <path d="M9 8.5h14M7 13.5h18M7 18.5h18M9 23.5h14" opacity=".45" />
        <path d="M16 6v20" />
      </g>
    </svg>
  );
}
