/** How far images are made smaller and larger, as multiples of the size at which they fit their pane. */
export const minZoom = 0.1;
export const maxZoom = 40;

export const withinZoom = (zoom: number): number => Math.min(maxZoom, Math.max(minZoom, zoom));
