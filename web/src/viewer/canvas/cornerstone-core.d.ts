/** The part of cornerstone-core 2.6.1 that the viewport uses; the package brings no types of its own. */
declare module 'cornerstone-core' {
  export interface Point {
    x: number;
    y: number;
  }

  export interface Viewport {
    scale: number;
    translation: Point;
    rotation: number;
    hflip: boolean;
    vflip: boolean;
    voi: { windowWidth: number; windowCenter: number };
    invert: boolean;
    pixelReplication: boolean;
  }

  export interface EnabledElement {
    canvas: HTMLCanvasElement;
    viewport: Viewport;
  }

  export interface Image {
    imageId: string;
    rows: number;
    columns: number;
    height: number;
    width: number;
    rowPixelSpacing: number;
    columnPixelSpacing: number;
    minPixelValue: number;
    maxPixelValue: number;
    slope: number;
    intercept: number;
    windowCenter: number;
    windowWidth: number;
    invert: boolean;
    color: boolean;
    sizeInBytes: number;
    render(enabledElement: EnabledElement, invalidated: boolean): void;
    getPixelData(): ArrayLike<number>;
  }

  export function enable(element: HTMLElement): void;
  export function disable(element: HTMLElement): void;
  export function displayImage(element: HTMLElement, image: Image, viewport?: Partial<Viewport>): void;
  export function setViewport(element: HTMLElement, viewport: Partial<Viewport>): void;
  export function updateImage(element: HTMLElement, invalidated?: boolean): void;
  export function resize(element: HTMLElement, forceFitToWindow?: boolean): void;
  export function getEnabledElement(element: HTMLElement): EnabledElement;
  export function canvasToPixel(element: HTMLElement, point: Point): Point;
  export function pixelToCanvas(element: HTMLElement, point: Point): Point;
  export function setToPixelCoordinateSystem(
    enabledElement: EnabledElement,
    context: CanvasRenderingContext2D,
  ): void;
}
