/** Where the other two planes cut this one, in their colours; dashed, how far a slab reaches. */
import { toPixel, type Plane, type PlaneName } from './core/plane.ts';
import type { Vec3 } from './core/vector.ts';

/** Which planes the upright and the level line stand for. */
const crossing: Readonly<Record<PlaneName, { upright: PlaneName; level: PlaneName }>> = {
  axial: { upright: 'sagittal', level: 'coronal' },
  coronal: { upright: 'sagittal', level: 'axial' },
  sagittal: { upright: 'coronal', level: 'axial' },
};

/** The middle of the crossing stays free: what one points at must be seen. */
const gap = 14;

/** How the picture lies on the screen, in CSS pixels from the pane's corner. */
export interface Drawn {
  /** Outer corner of the first pixel. */
  x: number;
  y: number;
  /** CSS pixels an image pixel takes. */
  scale: number;
  width: number;
  height: number;
}

export function CrossLines({
  drawn,
  plane,
  name,
  at,
  thicknessMm,
}: {
  drawn: Drawn;
  plane: Plane;
  name: PlaneName;
  at: Vec3;
  thicknessMm: number;
}) {
  const pixel = toPixel(plane, at);
  const { scale, width, height } = drawn;
  const x = drawn.x + (pixel.x + 0.5) * scale;
  const y = drawn.y + (pixel.y + 0.5) * scale;
  const reach = (thicknessMm / 2 / plane.pixelMm) * scale;
  const { upright, level } = crossing[name];
  return (
    <svg className="v-cross" aria-hidden="true">
      <g data-plane={upright}>
        <path d={`M${String(x)} 0V${String(y - gap)}M${String(x)} ${String(y + gap)}V${String(height)}`} />
        {reach > 1 && (
          <path
            strokeDasharray="4 6"
            d={`M${String(x - reach)} 0V${String(height)}M${String(x + reach)} 0V${String(height)}`}
          />
        )}
      </g>
      <g data-plane={level}>
        <path d={`M0 ${String(y)}H${String(x - gap)}M${String(x + gap)} ${String(y)}H${String(width)}`} />
        {reach > 1 && (
          <path
            strokeDasharray="4 6"
            d={`M0 ${String(y - reach)}H${String(width)}M0 ${String(y + reach)}H${String(width)}`}
          />
        )}
      </g>
    </svg>
  );
}
