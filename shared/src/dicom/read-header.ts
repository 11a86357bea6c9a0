/** From the first bytes of a file to everything this product knows about it. */
import { limits } from '../limits.ts';
import { type Charset, charsetOf } from './charset.ts';
import { readDisplay } from './display-facts.ts';
import { type OpenedFile, openFile } from './framing.ts';
import { readFunctionalGroups } from './functional-groups.ts';
import { readDescription, readIdentity, readSeries } from './identity.ts';
import { hasUnreadOverlays } from './overlay-facts.ts';
import { readNumberOfFrames, readPixelFormat } from './pixel-format.ts';
import { imageRole } from './role.ts';
import { mayHavePixels, sopKind } from './sop-class.ts';
import { readStackFacts } from './stack-facts.ts';
import { transferSyntax } from './transfer-syntax.ts';
import type { DicomHeader, HeaderRead } from './types.ts';
import { deriveUid, isLegalUid, maxUidCharacters } from './uids.ts';
import { cut } from './cut.ts';
import { numbers, plainText, plainTexts } from './values.ts';
import { type DataItem, type WalkEnd, walkDataSet } from './walk.ts';
import { HeaderRefused, NeedMore } from './walk-stops.ts';

/** Bytes beyond what is needed now, so that the next read seldom asks again. */
const readAhead = 32_768;
const derivedFromBytes = 262_144;
/** Of a deflated data set; no smaller than what a UID is derived from. */
const firstInflatedBytes = 1024 * 1024;

export interface FileToRead {
  totalBytes: number;
  /** Told how much of a deflated data set was inflated, each time. */
  inflated?: (bytes: number) => void;
}

/**
 * `bytes` are the first of the file's `totalBytes`: 64 KiB are enough for most. Never throws. The same file
 * gives the same header however many bytes were at hand.
 */
export function readHeader(bytes: Uint8Array, file: FileToRead): HeaderRead {
  const totalBytes = Math.max(file.totalBytes, bytes.length);
  if (totalBytes === 0) return { status: 'rejected', reason: 'empty-file' };
  try {
    return readOpened(bytes, { ...file, totalBytes }, firstInflatedBytes);
  } catch (cause) {
    if (cause instanceof NeedMore) return askForMore(cause.bytes, bytes.length, totalBytes);
    if (cause instanceof HeaderRefused) return { status: 'rejected', reason: cause.reason };
    return { status: 'rejected', reason: 'bad-header' };
  }
}

/** Inflates on where a deflated header goes on: what lies behind it may be a thousand times the file. */
function readOpened(bytes: Uint8Array, file: FileToRead, inflateBytes: number): HeaderRead {
  const { totalBytes } = file;
  const opened = openFile(bytes, totalBytes, inflateBytes);
  if (opened === undefined) return { status: 'skipped', reason: 'not-dicom' };
  if (opened.deflated) file.inflated?.(opened.source.length);
  try {
    const walked = walkDataSet({
      source: opened.source,
      at: opened.at,
      framing: opened.framing,
      totalBytes: opened.totalBytes,
      mayHavePixels: (root) => mayHavePixels(sopClassOf(root, opened)),
    });
    return { status: 'ok', header: toHeader(opened, walked, totalBytes) };
  } catch (cause) {
    if (!(cause instanceof NeedMore) || !opened.cut) throw cause;
    return readOpened(bytes, file, Math.max(cause.bytes, inflateBytes * 4));
  }
}

const askForMore = (needed: number, given: number, totalBytes: number): HeaderRead => {
  if (given >= totalBytes) return { status: 'rejected', reason: 'truncated' };
  if (given > limits.headerMaxBytes) return { status: 'rejected', reason: 'header-too-large' };
  return { status: 'more', bytes: Math.min(totalBytes, Math.max(needed + readAhead, given * 2)) };
};

const sopClassOf = (root: DataItem, opened: OpenedFile): string =>
  plainText(root, 'sopClassUID') ?? opened.meta.sopClassUID ?? '';

type UidKeyword = 'sopInstanceUID' | 'studyInstanceUID' | 'seriesInstanceUID';

function toHeader(opened: OpenedFile, walked: WalkEnd, totalBytes: number): DicomHeader {
  const { root, pixels } = walked;
  const notes = new Set([...opened.notes, ...walked.notes]);
  const charset = charsetOf(plainTexts(root, 'specificCharacterSet'));
  if (charset.unknown) notes.add('charset-unknown');
  const sopClassUID = cut(sopClassOf(root, opened), maxUidCharacters);
  const syntax = transferSyntax(opened.transferSyntaxUID);
  const modality = cut(plainText(root, 'modality')?.toUpperCase() ?? 'OT', 16);
  const known = sopKind(sopClassUID);
  refuseWhatIsNothing(opened, walked, sopClassUID);

  const derived: DicomHeader['derived'] = [];
  const uid = (keyword: UidKeyword, fallback: string | undefined, derive: () => string): string => {
    const found = plainText(root, keyword) ?? fallback;
    if (found !== undefined && found.length <= maxUidCharacters) {
      if (!isLegalUid(found)) notes.add('uid-illegal');
      return found;
    }
    notes.add(found === undefined ? 'uid-derived' : 'uid-illegal');
    derived.push(keyword);
    return found === undefined ? derive() : deriveUid(found);
  };
  const head = (): Uint8Array => {
    const wanted = Math.min(walked.at, derivedFromBytes);
    if (wanted > opened.source.length) throw new NeedMore(wanted);
    return opened.source.subarray(0, wanted);
  };
  const identity = readIdentity(root, charset);
  const description = readDescription(root, charset);
  const series = readSeries(root, charset, modality);
  const sopInstanceUID = uid('sopInstanceUID', opened.meta.sopInstanceUID, () =>
    deriveUid(head(), String(totalBytes)),
  );
  // Of whom nobody knows anything, one series is one person's; files without even that stay apart.
  const isNamed = (identity.patientID ?? identity.patientName ?? description.accessionNumber) !== undefined;
  const ownSeries = plainText(root, 'seriesInstanceUID');
  const studyInstanceUID = uid('studyInstanceUID', undefined, () =>
    deriveUid(JSON.stringify([identity, description]), ...(isNamed ? [] : [ownSeries ?? sopInstanceUID])),
  );
  const seriesInstanceUID = uid('seriesInstanceUID', undefined, () =>
    deriveUid(studyInstanceUID, JSON.stringify(series)),
  );

  const format = readPixelFormat(root, pixels);
  const numberOfFrames = readNumberOfFrames(root);
  const kind = known ?? (pixels !== undefined && format !== undefined ? 'image' : 'document');
  const stack = readStackFacts(root, sopClassUID, modality);
  const header: DicomHeader = {
    transferSyntaxUID: opened.transferSyntaxUID,
    kind: kind === 'image' && syntax.codec === 'video' ? 'document' : kind,
    sopClassUID,
    sopInstanceUID,
    studyInstanceUID,
    seriesInstanceUID,
    derived,
    notes: [...notes],
    identity,
    description: {
      studyInstanceUID,
      ...(derived.includes('studyInstanceUID') ? { studyInstanceUIDDerived: true } : {}),
      ...description,
    },
    series,
    role: imageRole({
      sopClassUID,
      modality,
      imageType: stack.imageType,
      seriesDescription: series.description,
    }),
    numberOfFrames,
    stack,
    frames: [],
  };
  if (format !== undefined) addPicture(header, root, format, charset);
  if (pixels !== undefined) {
    const frameOffsets = numbers(root, 'extendedOffsetTable');
    header.pixelData = {
      at: pixels.at,
      ...(pixels.bytes === undefined ? {} : { bytes: pixels.bytes }),
      encapsulated: pixels.bytes === undefined,
      ...(frameOffsets.length === 0 ? {} : { frameOffsets }),
    };
    if (!opened.deflated && pixels.at + (pixels.bytes ?? 0) > totalBytes) header.notes.push('truncated');
  }
  return header;
}

function addPicture(
  header: DicomHeader,
  root: DataItem,
  format: NonNullable<DicomHeader['format']>,
  charset: Charset,
): void {
  const base = readDisplay(root, format, header.transferSyntaxUID, charset);
  const groups = readFunctionalGroups(root, base, header.numberOfFrames, charset);
  header.format = format;
  header.display = { ...base, ...groups.display };
  if (hasUnreadOverlays(root, base.overlays)) header.unreadOverlays = true;
  header.stack = { ...header.stack, ...groups.stack };
  header.frames = groups.frames;
}

/** A data set that breaks off before its pixels, or that names neither what it is nor whose, is of no use. */
function refuseWhatIsNothing(opened: OpenedFile, walked: WalkEnd, sopClassUID: string): void {
  const { root, pixels, broken } = walked;
  if (broken && pixels === undefined && mayHavePixels(sopClassUID)) throw new HeaderRefused('truncated');
  if (pixels !== undefined || sopKind(sopClassUID) === 'dicomdir') return;
  const named = plainText(root, 'sopInstanceUID') ?? opened.meta.sopInstanceUID;
  if (named === undefined && plainText(root, 'studyInstanceUID') === undefined) {
    throw new HeaderRefused('no-sop-instance');
  }
}
