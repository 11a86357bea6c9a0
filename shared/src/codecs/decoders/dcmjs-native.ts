/** Runs a decoder of dcmjs-codecs' native module: contexts and parameters are addresses on its heap. */
import type { DcmjsNativeCodecs } from '../codec-modules.ts';
import type { PixelFormat } from '../../manifest.ts';
import { wordBytes } from '../stored-values.ts';

/** The module's numbers of the photometric interpretations that it is told here. */
const photometric = { MONOCHROME2: 1, RGB: 3 };

export function runDcmjsDecoder(
  native: DcmjsNativeCodecs,
  decode: 'DecodeJpeg' | 'DecodeJpeg2000',
  codestream: Uint8Array,
  format: PixelFormat,
): Uint8Array {
  const context = native.CreateCodecsContext();
  const parameters = native.CreateDecoderParameters();
  try {
    native.SetColumns(context, format.columns);
    native.SetRows(context, format.rows);
    native.SetBitsAllocated(context, wordBytes(format) * 8);
    native.SetBitsStored(context, format.bitsStored);
    native.SetSamplesPerPixel(context, format.samplesPerPixel);
    native.SetPixelRepresentation(context, format.pixelRepresentation);
    native.SetPlanarConfiguration(context, 0);
    native.SetPhotometricInterpretation(
      context,
      format.samplesPerPixel === 1 ? photometric.MONOCHROME2 : photometric.RGB,
    );
    native.SetEncodedBufferSize(context, codestream.length);
    new Uint8Array(native.memory.buffer, native.GetEncodedBuffer(context), codestream.length).set(codestream);
    native.SetConvertColorspaceToRgb(parameters, 0);
    native[decode](context, parameters);
    const size = native.GetDecodedBufferSize(context);
    return new Uint8Array(native.memory.buffer, native.GetDecodedBuffer(context), size).slice();
  } finally {
    native.ReleaseDecoderParameters(parameters);
    native.ReleaseCodecsContext(context);
  }
}
