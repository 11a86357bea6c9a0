/** How a ZIP's directory is read, by browser and ingest alike: it is held as a whole, so its size is bounded. */
import { limits } from '../limits.ts';

/** Upper half of code page 437, what a name is in that says nothing else (APPNOTE 6.3.10, appendix D). */
const upper437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** A name costs its characters; zip.js would build it one by one, at 32 bytes each, and comments too. */
function decodeText(raw: Uint8Array, encoding: string, type: 'filename' | 'comment'): string {
  if (type === 'comment') return '';
  if (encoding !== 'cp437') return new TextDecoder(encoding, { ignoreBOM: true }).decode(raw);
  const units = Uint16Array.from(raw, (byte) => (byte < 128 ? byte : upper437.charCodeAt(byte - 128)));
  return new TextDecoder('utf-16le').decode(units);
}

/** For zip.js. Names are labels: none of them makes an archive unreadable. Comments are not looked at. */
export const directoryOptions = {
  filenameValidation: 'tolerant',
  commentEncoding: 'utf-8',
  decodeText,
} as const;

export class DirectoryTooLong extends Error {}

/** Before each read of what zip.js reads itself, which is the directory and the records behind it. */
export function admitDirectoryRead(archiveBytes: number, at: number, length: number): void {
  if (Math.min(length, archiveBytes - at) > limits.archiveDirectoryMaxBytes) throw new DirectoryTooLong();
}
