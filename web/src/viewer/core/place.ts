/** Where in a study one is, as the owner's address keeps it: ?series=2&image=14, both counted from 1. */
export interface Place {
  stack: number;
  position: number;
}

const ordinal = (text: string | null): number | undefined =>
  text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) - 1 : undefined;

export function readPlace(search: string): Place | undefined {
  const query = new URLSearchParams(search);
  const stack = ordinal(query.get('series'));
  return stack === undefined ? undefined : { stack, position: ordinal(query.get('image')) ?? 0 };
}

export const writePlace = ({ stack, position }: Place): string =>
  `?series=${String(stack + 1)}&image=${String(position + 1)}`;
