/**
 * Text by SpecificCharacterSet (0008,0005), PS3.3 C.12.1.1.2 and PS3.5 6.1. Undeclared bytes above 7F are
 * tried as UTF-8 and then read as Latin-1: wrong more rarely than a row of question marks.
 */

/** Single-byte right halves and multi-byte sets, by the digits of their defined term. */
const decoderOfTerm: Readonly<Record<string, string>> = {
  '6': 'iso-8859-1',
  '13': 'shift_jis',
  '58': 'gbk',
  '87': 'euc-jp',
  '100': 'iso-8859-1',
  '101': 'iso-8859-2',
  '109': 'iso-8859-3',
  '110': 'iso-8859-4',
  '126': 'iso-8859-7',
  '127': 'iso-8859-6',
  '138': 'iso-8859-8',
  '144': 'iso-8859-5',
  '148': 'windows-1254',
  '149': 'euc-kr',
  '159': 'euc-jp',
  '166': 'windows-874',
  '192': 'utf-8',
  '203': 'iso-8859-15',
  GB18030: 'gb18030',
  GBK: 'gbk',
};

/** How bytes of one half are read: `pairs` are two-byte codes in the left half (JIS), lifted to EUC. */
interface Half {
  decoder: string;
  pairs?: 'jis0208' | 'jis0212';
}

/** Escape sequences without the leading ESC (PS3.3 Tables C.12-3 and C.12-4): which half becomes what. */
const escapes: Readonly<Record<string, { half: 'left' | 'right'; to: Half }>> = {
  '(B': { half: 'left', to: { decoder: 'iso-8859-1' } },
  '(J': { half: 'left', to: { decoder: 'iso-8859-1' } },
  ')I': { half: 'right', to: { decoder: 'shift_jis' } },
  '-A': { half: 'right', to: { decoder: 'iso-8859-1' } },
  '-B': { half: 'right', to: { decoder: 'iso-8859-2' } },
  '-C': { half: 'right', to: { decoder: 'iso-8859-3' } },
  '-D': { half: 'right', to: { decoder: 'iso-8859-4' } },
  '-F': { half: 'right', to: { decoder: 'iso-8859-7' } },
  '-G': { half: 'right', to: { decoder: 'iso-8859-6' } },
  '-H': { half: 'right', to: { decoder: 'iso-8859-8' } },
  '-L': { half: 'right', to: { decoder: 'iso-8859-5' } },
  '-M': { half: 'right', to: { decoder: 'windows-1254' } },
  '-T': { half: 'right', to: { decoder: 'windows-874' } },
  '-b': { half: 'right', to: { decoder: 'iso-8859-15' } },
  $B: { half: 'left', to: { decoder: 'euc-jp', pairs: 'jis0208' } },
  '$@': { half: 'left', to: { decoder: 'euc-jp', pairs: 'jis0208' } },
  '$(D': { half: 'left', to: { decoder: 'euc-jp', pairs: 'jis0212' } },
  '$)C': { half: 'right', to: { decoder: 'euc-kr' } },
  '$)A': { half: 'right', to: { decoder: 'gbk' } },
};

export interface Charset {
  /** Decoder of the right half (or of everything) until an escape says otherwise. */
  initial: string;
  /** Bytes above 7F appeared in files without a declaration: try UTF-8 first. */
  undeclared: boolean;
  /** Some term is not known to us. */
  unknown: boolean;
}

const termDigits = (term: string): string => {
  const clean = term.trim().toUpperCase();
  const found = /^ISO[ _-]?(?:2022[ _-]?)?IR[ _-]?(\d+)$/.exec(clean) ?? /^(GB18030|GBK)$/.exec(clean);
  return found?.[1] ?? clean;
};

/** Sets of the left half: they take no byte above 7F. */
const leftHalfTerms = new Set(['87', '159']);

/**
 * `terms` as the element gives them; an empty first one is the default repertoire. That has no characters above 7F:
 * where a writer forgets the escape that calls another declared set, the first of those is what it meant.
 */
export function charsetOf(terms: readonly string[]): Charset {
  const [first = '', ...others] = terms.map(termDigits);
  const isDefault = first === '' || first === '6';
  const meant = others.find((term) => decoderOfTerm[term] !== undefined && !leftHalfTerms.has(term));
  const decoder = decoderOfTerm[isDefault ? (meant ?? '6') : first];
  return {
    initial: decoder ?? 'utf-8',
    undeclared: (isDefault && others.length === 0) || decoder === undefined,
    unknown: terms.some((term) => term.trim() !== '' && decoderOfTerm[termDigits(term)] === undefined),
  };
}

const decoders = new Map<string, TextDecoder | undefined>();

const decode = (label: string, bytes: Uint8Array): string => {
  if (!decoders.has(label)) {
    try {
      decoders.set(label, new TextDecoder(label));
    } catch {
      decoders.set(label, undefined);
    }
  }
  return decoders.get(label)?.decode(bytes) ?? latin1(bytes);
};

/** Bytes as code points 0–255. */
export function latin1(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = '';
  for (let at = from; at < to; at += 1) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

const isValidUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

const ESC = 0x1b;

/** Never throws; what cannot be decoded appears as U+FFFD. */
export function decodeText(bytes: Uint8Array, charset: Charset): string {
  let plain = true;
  let escaped = false;
  for (const byte of bytes) {
    if (byte > 0x7f) plain = false;
    if (byte === ESC) escaped = true;
  }
  if (escaped) return decodeWithEscapes(bytes, charset);
  if (plain) return latin1(bytes);
  if (charset.undeclared) return isValidUtf8(bytes) ? decode('utf-8', bytes) : latin1(bytes);
  return decode(charset.initial, bytes);
}

/** ISO 2022 code extension (PS3.5 6.1.2.5): delimiters put the initial sets back (6.1.2.5.3). */
function decodeWithEscapes(bytes: Uint8Array, charset: Charset): string {
  const initialRight: Half = { decoder: charset.initial };
  const ascii: Half = { decoder: 'iso-8859-1' };
  let left = ascii;
  let right = initialRight;
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === ESC) {
      const found = escapeAt(bytes, at + 1);
      at += 1 + (found?.length ?? 0);
      if (found?.half === 'left') left = found.to;
      if (found?.half === 'right') right = found.to;
      continue;
    }
    if (left.pairs !== undefined && byte > 0x20 && byte < 0x7f) {
      const from = at;
      while (at + 1 < bytes.length && isGraphic(bytes[at]) && isGraphic(bytes[at + 1])) at += 2;
      if (at === from) at += 1;
      text += decodePairs(bytes.subarray(from, at), left.pairs);
      continue;
    }
    if (byte < 0x80) {
      if (isDelimiter(byte)) [left, right] = [ascii, initialRight];
      text += String.fromCharCode(byte);
      at += 1;
      continue;
    }
    const from = at;
    while (at < bytes.length && (bytes[at] ?? 0) > 0x7f) at += 1;
    text += decode(right.decoder, bytes.subarray(from, at));
  }
  return text;
}

const isGraphic = (byte: number | undefined): boolean => byte !== undefined && byte > 0x20 && byte < 0x7f;

/** Control characters, backslash, caret and equals sign. */
const isDelimiter = (byte: number): boolean => byte < 0x20 || byte === 0x5c || byte === 0x5e || byte === 0x3d;

const escapeAt = (bytes: Uint8Array, at: number) => {
  for (const length of [2, 3]) {
    const found = escapes[latin1(bytes.subarray(at, at + length))];
    if (found !== undefined) return { ...found, length };
  }
  return undefined;
};

/** JIS X 0208 and 0212 pairs are EUC-JP with the high bits set (0212 behind the byte 8F). */
const decodePairs = (pairs: Uint8Array, set: 'jis0208' | 'jis0212'): string => {
  const lifted: number[] = [];
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    if (set === 'jis0212') lifted.push(0x8f);
    lifted.push((pairs[at] ?? 0) | 0x80, (pairs[at + 1] ?? 0) | 0x80);
  }
  return decode('euc-jp', Uint8Array.from(lifted));
};
