/** Words that must never leave the places of a patient's identity, and where else in a stack they could have gone. */
import { readFileSync } from 'node:fs';
import { objectsOf } from '../../integration/stack-inside.ts';
import { documentsOutsideStudies } from '../../integration/stack-documents.ts';
import { stackInfo } from '../../support/stack.ts';

/** Nobody's name, and found by chance nowhere. */
export const newMark = (of: string): string => `Zq${of}${crypto.randomUUID().slice(0, 8)}`;

/** As written by explicit VR little endian: tag, VR, length in two bytes. */
function replaceValue(bytes: Uint8Array, tag: number, vr: string, value: string): Uint8Array {
  const file = Buffer.from(bytes);
  const head = Buffer.alloc(6);
  head.writeUInt16LE(tag >>> 16, 0);
  head.writeUInt16LE(tag & 0xffff, 2);
  head.write(vr, 4, 'latin1');
  const at = file.indexOf(head);
  if (at < 0) throw new Error('the file has no such element');
  const even = Buffer.from(value.length % 2 === 0 ? value : `${value} `, 'latin1');
  const length = Buffer.alloc(2);
  length.writeUInt16LE(even.length);
  const after = at + 8 + file.readUInt16LE(at + 6);
  return Buffer.concat([file.subarray(0, at), head, length, even, file.subarray(after)]);
}

/** The same image of somebody of that name and ID. */
export const ofPatient = (bytes: Uint8Array, name: string, id: string): Uint8Array =>
  replaceValue(replaceValue(bytes, 0x00100010, 'PN', name), 0x00100020, 'LO', id);

/** By place, all that a stack keeps or has said outside of the documents and packs that studies are. */
export async function saidByStack(
  ownerUid: string,
): Promise<{ logs: string; objects: string; documents: string }> {
  const { buckets, logFile } = stackInfo();
  const objects = await Promise.all([objectsOf(buckets.uploads), objectsOf(buckets.studies)]);
  return {
    logs: readFileSync(logFile, 'utf8'),
    objects: JSON.stringify(objects),
    documents: await documentsOutsideStudies(ownerUid),
  };
}

/** 'place: mark' of every mark that occurs, also where letters were changed in case, as base64 or in an address. */
export function findMarks(said: Readonly<Record<string, string>>, marks: readonly string[]): string[] {
  return Object.entries(said).flatMap(([place, text]) => {
    const lower = text.toLowerCase();
    const found = (mark: string) =>
      lower.includes(mark.toLowerCase()) ||
      [0, 1, 2].some((skip) => text.includes(base64Within(mark.slice(skip))));
    return marks.filter(found).map((mark) => `${place}: ${mark}`);
  });
}

/** What stands for it in the base64 of a text where it begins at a third byte. */
const base64Within = (word: string): string =>
  Buffer.from(word.slice(0, word.length - (word.length % 3))).toString('base64');
