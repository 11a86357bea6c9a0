/** Transfer syntaxes (PS3.6 Annex A, PS3.5 Annex A): how the data set lies and how the pixels are coded. */
export type Codec =
  | 'native'
  | 'rle'
  | 'jpeg'
  | 'jpeg-12bit'
  | 'jpeg-lossless'
  | 'jpeg-ls'
  | 'jpeg-2000'
  | 'htj2k'
  | 'jpeg-xl'
  | 'deflated-frame'
  | 'video'
  | 'unknown';

export interface TransferSyntax {
  uid: string;
  name: string;
  explicitVR: boolean;
  littleEndian: boolean;
  deflated: boolean;
  encapsulated: boolean;
  /** False where pixels have lost something by this coding; a lossless file can hold lossy pixels all the same. */
  lossless: boolean;
  codec: Codec;
}

export const implicitLittleEndian = '1.2.840.10008.1.2';
export const explicitLittleEndian = '1.2.840.10008.1.2.1';
export const deflatedExplicitLittleEndian = '1.2.840.10008.1.2.1.99';
export const explicitBigEndian = '1.2.840.10008.1.2.2';
/** GE: implicit little endian, but pixel words are big endian. */
export const geImplicitBigEndianPixels = '1.2.840.113619.5.2';

const native = (uid: string, name: string, over: Partial<TransferSyntax> = {}): TransferSyntax => ({
  uid,
  name,
  explicitVR: true,
  littleEndian: true,
  deflated: false,
  encapsulated: false,
  lossless: true,
  codec: 'native',
  ...over,
});
const coded = (uid: string, name: string, codec: Codec, lossless: boolean): TransferSyntax =>
  native(uid, name, { codec, lossless, encapsulated: true });

const jpeg = '1.2.840.10008.1.2.4';
const known: readonly TransferSyntax[] = [
  native(implicitLittleEndian, 'Implicit VR little endian', { explicitVR: false }),
  native(explicitLittleEndian, 'Explicit VR little endian'),
  native(deflatedExplicitLittleEndian, 'Deflated explicit VR little endian', { deflated: true }),
  native(explicitBigEndian, 'Explicit VR big endian', { littleEndian: false }),
  native(geImplicitBigEndianPixels, 'GE implicit VR, big endian pixels', { explicitVR: false }),
  coded('1.2.840.10008.1.2.5', 'RLE lossless', 'rle', true),
  coded('1.2.840.10008.1.2.8.1', 'Deflated image frame', 'deflated-frame', true),
  coded(`${jpeg}.50`, 'JPEG baseline', 'jpeg', false),
  coded(`${jpeg}.51`, 'JPEG extended', 'jpeg-12bit', false),
  coded(`${jpeg}.53`, 'JPEG spectral selection', 'jpeg', false),
  coded(`${jpeg}.55`, 'JPEG full progression', 'jpeg', false),
  coded(`${jpeg}.57`, 'JPEG lossless', 'jpeg-lossless', true),
  coded(`${jpeg}.70`, 'JPEG lossless, first-order prediction', 'jpeg-lossless', true),
  coded(`${jpeg}.80`, 'JPEG-LS lossless', 'jpeg-ls', true),
  coded(`${jpeg}.81`, 'JPEG-LS near-lossless', 'jpeg-ls', false),
  coded(`${jpeg}.90`, 'JPEG 2000 lossless', 'jpeg-2000', true),
  coded(`${jpeg}.91`, 'JPEG 2000', 'jpeg-2000', false),
  coded(`${jpeg}.92`, 'JPEG 2000 multi-component lossless', 'jpeg-2000', true),
  coded(`${jpeg}.93`, 'JPEG 2000 multi-component', 'jpeg-2000', false),
  coded(`${jpeg}.100`, 'MPEG-2 main profile, main level', 'video', false),
  coded(`${jpeg}.101`, 'MPEG-2 main profile, high level', 'video', false),
  coded(`${jpeg}.102`, 'MPEG-4 AVC/H.264 high profile', 'video', false),
  coded(`${jpeg}.103`, 'MPEG-4 AVC/H.264 BD-compatible', 'video', false),
  coded(`${jpeg}.104`, 'MPEG-4 AVC/H.264 for 2D video', 'video', false),
  coded(`${jpeg}.105`, 'MPEG-4 AVC/H.264 for 3D video', 'video', false),
  coded(`${jpeg}.106`, 'MPEG-4 AVC/H.264 stereo', 'video', false),
  coded(`${jpeg}.107`, 'HEVC/H.265 main profile', 'video', false),
  coded(`${jpeg}.108`, 'HEVC/H.265 main 10 profile', 'video', false),
  coded(`${jpeg}.110`, 'JPEG XL lossless', 'jpeg-xl', true),
  coded(`${jpeg}.111`, 'JPEG XL recompressed JPEG', 'jpeg-xl', false),
  coded(`${jpeg}.112`, 'JPEG XL', 'jpeg-xl', false),
  coded(`${jpeg}.201`, 'HTJ2K lossless', 'htj2k', true),
  coded(`${jpeg}.202`, 'HTJ2K lossless RPCL', 'htj2k', true),
  coded(`${jpeg}.203`, 'HTJ2K', 'htj2k', false),
];

const byUid = new Map(known.map((syntax) => [syntax.uid, syntax]));

/** MPEG/H.264/H.265 may cut their codec stream into fragmentable variants (`….102.1`): the same codec. */
export function transferSyntax(uid: string): TransferSyntax {
  return (
    byUid.get(uid) ??
    byUid.get(uid.replace(/^(1\.2\.840\.10008\.1\.2\.4\.10\d)\.1$/, '$1')) ??
    coded(uid, 'Unknown transfer syntax', 'unknown', false)
  );
}

export const isKnownTransferSyntax = (uid: string): boolean => transferSyntax(uid).codec !== 'unknown';
