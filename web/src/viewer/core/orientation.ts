/** Letters at the edges of an image: where the patient's right, front or head lies on the screen. */
import type { DisplayFacts } from '@pacs/shared/manifest';
import { imageDirections, type Turn } from './turn.ts';
import { say } from '../../words/say.ts';

export interface EdgeLetters {
  top: string;
  right: string;
  bottom: string;
  left: string;
}

type Vector = readonly [number, number, number];

const opposite: Readonly<Record<string, string>> = { L: 'R', R: 'L', A: 'P', P: 'A', H: 'F', F: 'H' };

/** A second letter appears where the direction leans more than 15° from the first axis. */
const leanThreshold = Math.sin((15 * Math.PI) / 180);

/**
 * Letters of a direction in the patient's coordinates (PS3.3 C.7.6.2.1.1: +x left, +y back, +z head), the
 * strongest first.
 */
export function directionLetters([x, y, z]: Vector): string {
  const parts: [number, string][] = [
    [Math.abs(x), x < 0 ? 'R' : 'L'],
    [Math.abs(y), y < 0 ? 'A' : 'P'],
    [Math.abs(z), z < 0 ? 'F' : 'H'],
  ];
  return parts
    .filter(([size]) => size > leanThreshold)
    .sort((a, b) => b[0] - a[0])
    .map(([, letter]) => letter)
    .join('');
}

/** Letters as PatientOrientation writes them (PS3.3 C.7.6.1.1.1); '' where one of them is not a direction of a biped. */
function writtenLetters(written: string): string {
  const letters = written.toUpperCase().trim();
  return Array.from(letters).every((letter) => opposite[letter] !== undefined) ? letters : '';
}

const flipped = (letters: string) =>
  Array.from(letters)
    .map((letter) => opposite[letter] ?? '')
    .join('');

const isUnit = (v: Vector) => Math.abs(Math.hypot(...v) - 1) < 0.01;

/** Letters of growing column number and growing row number, or undefined where the file does not say. */
export function imageLetters(
  facts: Pick<DisplayFacts, 'imageOrientationPatient' | 'patientOrientation'>,
): { along: string; down: string } | undefined {
  const cosines = facts.imageOrientationPatient;
  if (cosines !== undefined) {
    const row: Vector = [cosines[0], cosines[1], cosines[2]];
    const column: Vector = [cosines[3], cosines[4], cosines[5]];
    const dot = row[0] * column[0] + row[1] * column[1] + row[2] * column[2];
    if (isUnit(row) && isUnit(column) && Math.abs(dot) < 0.01)
      return { along: directionLetters(row), down: directionLetters(column) };
  }
  if (facts.patientOrientation === undefined) return undefined;
  const along = writtenLetters(facts.patientOrientation[0]);
  const down = writtenLetters(facts.patientOrientation[1]);
  return along === '' && down === '' ? undefined : { along, down };
}

/** The letters at the screen's edges after rotation and flips; undefined where they are not known. */
export function edgeLetters(
  facts: Pick<DisplayFacts, 'imageOrientationPatient' | 'patientOrientation'>,
  turn: Turn,
): EdgeLetters | undefined {
  const letters = imageLetters(facts);
  if (letters === undefined) return undefined;
  const of = ([alongColumns, alongRows]: readonly [number, number]) => {
    if (alongColumns !== 0) return alongColumns > 0 ? letters.along : flipped(letters.along);
    return alongRows > 0 ? letters.down : flipped(letters.down);
  };
  const { right, down } = imageDirections(turn);
  const negative = ([x, y]: readonly [number, number]) => [-x, -y] as const;
  return { right: of(right), left: of(negative(right)), bottom: of(down), top: of(negative(down)) };
}

export function lettersInWords(letters: EdgeLetters): string {
  const at = (edge: keyof EdgeLetters) => letters[edge] || say('unknown');
  return say('Orientation: top {top}, right {right}, bottom {bottom}, left {left}', {
    top: at('top'),
    right: at('right'),
    bottom: at('bottom'),
    left: at('left'),
  });
}
