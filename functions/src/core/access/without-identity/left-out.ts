/**
 * Which series may be shown without identity. A series is shown whole or not at all: its files lie in the same objects,
 * and a signed URL opens an object whole.
 *
 * Nothing here looks at pixels. PS3.15 E.3.1 (Clean Pixel Data) asks for that; this asks instead what kind of object
 * it is, who made it and what it says of itself, and leaves out what it cannot answer for.
 */
import { nativeFrameBytes } from '@pacs/shared/codecs/decoders/native';
import { namesDosePage } from '@pacs/shared/dicom/role';
import { transferSyntax } from '@pacs/shared/dicom/transfer-syntax';
import type { SeriesSummary } from '@pacs/shared/documents';
import type { LeftOutReason } from '@pacs/shared/left-out';
import type { LedgerEntry, StudyLedger } from '@pacs/shared/ledger';
import type { IndexInstance, PixelFormat, StudyIndex } from '@pacs/shared/manifest';

interface ImageKind {
  modality: string;
  /**
   * `scanner`: slices with 16 bits a pixel (PS3.3 C.8.2.1, C.8.3.1, C.8.9.4), made by a machine that writes its words
   * into the header; most never state BurnedInAnnotation. `stated`: it must say NO.
   */
  trust: 'scanner' | 'stated';
}

const storage = '1.2.840.10008.5.1.4.1.1';
const kindsOf = (trust: ImageKind['trust'], modality: string, ...classes: string[]) =>
  classes.map((one): [string, ImageKind] => [`${storage}.${one}`, { modality, trust }]);

/** All others are left out: ultrasound, angiography, fluoroscopy, endoscopy, photographs, captures, private classes, … */
const kinds: ReadonlyMap<string, ImageKind> = new Map([
  ...kindsOf('scanner', 'CT', '2', '2.1', '2.2'),
  ...kindsOf('scanner', 'MR', '4', '4.1', '4.4'),
  ...kindsOf('scanner', 'PT', '128', '128.1', '130'),
  ...kindsOf('stated', 'CR', '1'),
  ...kindsOf('stated', 'DX', '1.1', '1.1.1'),
  ...kindsOf('stated', 'MG', '1.2', '1.2.1', '13.1.3', '13.1.4', '13.1.5'),
  ...kindsOf('stated', 'IO', '1.3', '1.3.1'),
  ...kindsOf('stated', 'NM', '20'),
]);

export const shownModalities: ReadonlySet<string> = new Set(
  [...kinds.values()].map(({ modality }) => modality),
);
export const shownSopClasses: ReadonlySet<string> = new Set(kinds.keys());

/** Of every series of the study, why it is left out; no reason: it is shown. */
export function leftOutOf(
  index: StudyIndex,
  ledger: Pick<StudyLedger, 'entries'>,
  summaries: readonly SeriesSummary[],
): Map<string, Set<LeftOutReason>> {
  const series = new Map<string, Set<LeftOutReason>>();
  const rowSeries = new Map<string, string>();
  const note = (row: { id: string; series: string }, reason: LeftOutReason | undefined) => {
    rowSeries.set(row.id, row.series);
    const reasons = series.get(row.series) ?? new Set();
    series.set(row.series, reason === undefined ? reasons : reasons.add(reason));
  };
  const dosePages = new Set(
    summaries.flatMap(({ id, description, protocol }) =>
      namesDosePage(`${description ?? ''} ${protocol ?? ''}`) ? [id] : [],
    ),
  );
  const entries = new Map(ledger.entries.map((entry) => [entry.id, entry]));
  for (const row of index.instances)
    note(row, dosePages.has(row.series) ? 'dose-page' : whyNot(row, entries.get(row.id), index));
  for (const row of index.documents) note(row, 'document');
  for (const { id, pack } of ledger.entries) {
    const own = rowSeries.get(id);
    if (own !== undefined && index.packs[pack]?.series !== own) series.get(own)?.add('together');
  }
  return series;
}

/**
 * ImageType (PS3.3 C.7.6.1.1.2), upper case, is judged beside the role: that is one word of several, and a scout's before
 * all others.
 */
const has = (imageType: readonly string[], word: RegExp) => imageType.some((value) => word.test(value));
const projection = /(^|[^A-Z])M(AX|IN|N)?_?IP([^A-Z]|$)|PROJECTION|M(AX|IN)IMUM_INTENSITY/;

/** What a workstation makes of slices may be a screen that somebody saved. */
function isMadeLater(role: IndexInstance['role'], imageType: readonly string[]): boolean {
  if (role === 'derived' || role === 'mip') return true;
  return has(imageType, /^SECONDARY$/) || has(imageType, projection);
}

/** Where in the patient it lies: every slice and scout of a scanner says so (PS3.3 C.7.6.2), a page of words does not. */
const isPlaced = ({ facts, frameFacts = [] }: LedgerEntry): boolean => {
  const all = [facts, ...frameFacts];
  return all.some(({ orientation }) => orientation) && all.some(({ position }) => position);
};

function whyNot(
  row: IndexInstance,
  entry: LedgerEntry | undefined,
  index: StudyIndex,
): LeftOutReason | undefined {
  const imageType = entry?.facts.imageType ?? [];
  const { format, display } = {
    format: index.formats[row.format ?? -1],
    display: index.displays[row.display ?? -1],
  };
  const displays = [row.display, ...row.frames.map((frame) => frame.display)].flatMap(
    (number) => index.displays[number ?? -1] ?? [],
  );
  const kind = kinds.get(row.sopClassUID);
  if (row.role === 'dose' || has(imageType, /DOSE|PATIENT_PROTOCOL/)) return 'dose-page';
  if (row.role === 'capture' || has(imageType, /SCREEN|CAPTURE/)) return 'capture';
  if (kind?.modality !== row.modality || !format || !display) return 'kind';
  if (displays.some(({ burnedInAnnotation }) => burnedInAnnotation === 'YES')) return 'burned-in';
  if (!/^MONOCHROME[12]$/.test(format.photometricInterpretation)) return 'screen-image';
  if (kind.trust === 'scanner' && format.bitsAllocated !== 16) return 'screen-image';
  const isScan = kind.trust === 'scanner' && entry !== undefined && isPlaced(entry);
  const mustSay = !isScan || isMadeLater(row.role, imageType);
  if (mustSay && display.burnedInAnnotation !== 'NO') return 'not-stated';
  if (row.unreadOverlays || displays.some(({ overlays }) => overlays.length > 0)) return 'overlay';
  return isPlain(row, format) || row.bareStreams === true ? undefined : 'foreign-coding';
}

/**
 * Whether what lies in the pack is pixels, or our own coding of them. Some files say that they are native and hold
 * fragments all the same: a frame is then not as long as its format says.
 */
function isPlain({ transferSyntaxUID, frames }: IndexInstance, format: PixelFormat): boolean {
  const bytes = nativeFrameBytes(format);
  return (
    !transferSyntax(transferSyntaxUID).encapsulated &&
    frames.every(({ coding, leadBytes, restBytes }) => coding === 'htj2k' || leadBytes + restBytes === bytes)
  );
}
