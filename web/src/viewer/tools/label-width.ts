/** What labels over images take: their font is .m-layer's, 12 pixels on screens of ordinary size. */
export interface LabelLook {
  widthOf: (line: string) => number;
  /** The least that a label takes. */
  width: number;
  height: number;
  /** Larger screens have larger words (--v-ratio of viewer.css). */
  ratio: number;
}

let context: CanvasRenderingContext2D | null | undefined;

export const labelFontFamily = (): string => getComputedStyle(document.body).fontFamily;

function widthOf(line: string): number {
  if (context === undefined) {
    context = document.createElement('canvas').getContext('2d');
    if (context !== null) context.font = `600 12px ${labelFontFamily()}`;
  }
  return context?.measureText(line).width ?? line.length * 8;
}

export const pictureLabels: LabelLook = { widthOf, width: 0, height: 0, ratio: 1 };

const ordinaryWidth = 2400;

/** Fingers need more room than a mouse (measure.css). */
export function screenLabels(): LabelLook {
  const least = matchMedia('(pointer: coarse)').matches
    ? { width: 44, height: 32 }
    : { width: 24, height: 24 };
  const root = innerWidth < ordinaryWidth ? null : document.querySelector('.v-root');
  const ratio = root === null ? 1 : Number(getComputedStyle(root).getPropertyValue('--v-ratio')) || 1;
  return { widthOf, ...least, ratio };
}
