/** What stacks and display order are computed from. */
import type { StackFacts } from '../manifest.ts';
import { readOrientation } from './display-facts.ts';
import { present } from './present.ts';
import { cut } from './cut.ts';
import { integer, itemsOf, number, plainText, plainTexts, vector } from './values.ts';
import type { DataItem } from './walk.ts';

type Vec3 = [number, number, number];

export const readPosition = (item: DataItem | undefined): Vec3 | undefined =>
  vector(item, 'imagePositionPatient', 3) as Vec3 | undefined;

const time = (item: DataItem, keyword: 'acquisitionTime' | 'contentTime'): string | undefined => {
  const text = plainText(item, keyword);
  return text === undefined ? undefined : cut(text, 32);
};

/** Standard first, then the private elements of vendors that wrote no standard one. */
function readBValue(item: DataItem): number | undefined {
  const standard = number(item, 'diffusionBValue');
  if (standard !== undefined && standard >= 0) return standard;
  const creator = (keyword: 'siemensCreator' | 'geCreator' | 'philipsCreator'): string =>
    plainText(item, keyword) ?? '';
  if (creator('siemensCreator') === 'SIEMENS MR HEADER') return number(item, 'siemensBValue');
  if (creator('philipsCreator').startsWith('Philips Imaging DD 001')) return number(item, 'philipsBValue');
  if (creator('geCreator') === 'GEMS_PARM_01') {
    const coded = number(item, 'geBValue');
    return coded === undefined ? undefined : coded % 1_000_000_000;
  }
  return undefined;
}

const hundredths = (ms: number): number | undefined => {
  const rounded = Math.round(ms * 100) / 100;
  return Number.isFinite(rounded) ? rounded : undefined;
};

/** Echo time in ms where given (echo numbers are 1 throughout in many multi-echo series), else the number. */
const readEcho = (item: DataItem, modality: string): number | undefined => {
  if (modality !== 'MR') return undefined;
  const [groupItem] = itemsOf(item, 'mrEchoSequence');
  const ms =
    number(groupItem, 'effectiveEchoTime') ?? number(item, 'effectiveEchoTime') ?? number(item, 'echoTime');
  return ms === undefined ? number(item, 'echoNumbers') : hundredths(ms);
};

export function readImageType(root: DataItem): string[] {
  return plainTexts(root, 'imageType')
    .slice(0, 16)
    .map((value) => cut(value.toUpperCase(), 32));
}

const uidOf = (root: DataItem, keyword: 'concatenationUID' | 'frameOfReferenceUID'): string | undefined => {
  const uid = plainText(root, keyword);
  return uid === undefined ? undefined : cut(uid, 128);
};

export function readStackFacts(root: DataItem, sopClassUID: string, modality: string): StackFacts {
  const facts = present({
    seriesNumber: integer(root, 'seriesNumber'),
    instanceNumber: integer(root, 'instanceNumber'),
    acquisitionNumber: integer(root, 'acquisitionNumber'),
    acquisitionTime: time(root, 'acquisitionTime'),
    contentTime: time(root, 'contentTime'),
    frameOfReference: uidOf(root, 'frameOfReferenceUID'),
    echo: readEcho(root, modality),
    bValue: readBValue(root),
    phase: number(root, 'temporalPositionIdentifier') ?? number(root, 'nominalPercentageOfCardiacPhase'),
    orientation: readOrientation(root),
    position: readPosition(root),
    concatenation: uidOf(root, 'concatenationUID'),
    inConcatenation: integer(root, 'inConcatenationNumber'),
  });
  return { sopClassUID, imageType: readImageType(root), ...facts };
}

/** The same of one functional group item (PS3.3 C.7.6.16.2): what it says overrides the instance. */
export function readGroupStackFacts(group: DataItem): Partial<StackFacts> {
  const [content] = itemsOf(group, 'frameContentSequence');
  const [echo] = itemsOf(group, 'mrEchoSequence');
  const [diffusion] = itemsOf(group, 'mrDiffusionSequence');
  const [cardiac] = itemsOf(group, 'cardiacSynchronizationSequence');
  const [position] = itemsOf(group, 'planePositionSequence');
  const [orientation] = itemsOf(group, 'planeOrientationSequence');
  const echoMs = number(echo, 'effectiveEchoTime');
  return present({
    echo: echoMs === undefined ? undefined : hundredths(echoMs),
    bValue: number(diffusion, 'diffusionBValue'),
    phase: number(content, 'temporalPositionIndex') ?? number(cardiac, 'nominalPercentageOfCardiacPhase'),
    position: readPosition(position),
    orientation: readOrientation(orientation),
  });
}
