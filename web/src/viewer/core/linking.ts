/** Which image of one stack belongs beside which image of another. */
import { dot, isParallel, placeAlong, type Plane, type Vector } from './plane.ts';

/** A stack as linking sees it. */
export interface StackSpace {
  /** Of which study's which frame of reference; undefined: its positions mean nothing elsewhere. */
  space: string | undefined;
  /** By position; undefined where an image says nothing of its place. */
  planes: readonly (Plane | undefined)[];
}

/** How two stacks are tied: by the patient's own millimetres, else from where both stood when they were tied. */
export type Tie = 'space' | 'offset';

export function tieOf(a: StackSpace, b: StackSpace): Tie {
  const [first] = a.planes;
  const [other] = b.planes;
  const areComparable = a.space !== undefined && a.space === b.space;
  return areComparable && first && other && isParallel(first, other) ? 'space' : 'offset';
}

function nearest(planes: StackSpace['planes'], normal: Vector, millimetres: number): number | undefined {
  let best: number | undefined;
  let bestGap = Infinity;
  planes.forEach((plane, position) => {
    const gap = plane === undefined ? Infinity : Math.abs(placeAlong(plane, normal) - millimetres);
    if (gap < bestGap) {
      best = position;
      bestGap = gap;
    }
  });
  return best;
}

/**
 * The position in `follower` for a leader that went from its anchor to `now`. Anchors are where both stood when
 * they were tied. In one space the nearest slice; across spaces as many millimetres as the leader went, where both
 * say how their slices lie, else as many images.
 */
export function followingPosition(
  leader: { stack: StackSpace; anchor: number; now: number },
  follower: { stack: StackSpace; anchor: number },
): number {
  const here = leader.stack.planes[leader.now];
  const from = leader.stack.planes[leader.anchor];
  const start = follower.stack.planes[follower.anchor];
  if (here !== undefined && tieOf(leader.stack, follower.stack) === 'space') {
    const found = nearest(follower.stack.planes, here.normal, placeAlong(here, here.normal));
    if (found !== undefined) return found;
  }
  if (here !== undefined && from !== undefined && start !== undefined && isParallel(from, start)) {
    const moved = placeAlong(here, here.normal) - placeAlong(from, here.normal);
    // Normals of stacks that are read from the other end point the other way.
    const way = Math.sign(dot(here.normal, start.normal)) || 1;
    const target = placeAlong(start, start.normal) + way * moved;
    const found = nearest(follower.stack.planes, start.normal, target);
    if (found !== undefined) return found;
  }
  return follower.anchor + (leader.now - leader.anchor);
}
