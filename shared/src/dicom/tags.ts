/**
 * The limited header: every element this product reads, in one table. The reader knows no other element.
 * `class` decides where a value may live: identity and descriptive ones only in `studies/{id}`, technical
 * ones also in manifests. `action` is the Basic Application Level Confidentiality Profile's (PS3.15 Table
 * E.1-1): Z empty or dummy, X remove, D dummy, U new UID, K keep (not listed there).
 */
export type FieldClass = 'identity' | 'descriptive' | 'technical';
export type ConfidentialityAction = 'Z' | 'X' | 'D' | 'U' | 'K' | 'X/Z' | 'X/D' | 'Z/D' | 'X/Z/D';

export interface TagField {
  /** Group × 65536 + element; of a repeating group its first. */
  tag: number;
  /** PS3.6's VR; `xs` is US or SS, as PixelRepresentation says; `ow` OB or OW. */
  vr: string;
}

export interface Field extends TagField {
  class: FieldClass;
  action: ConfidentialityAction;
  why: string;
}

const define = (
  tag: number,
  vr: string,
  fieldClass: FieldClass,
  action: ConfidentialityAction,
  why: string,
): Field => ({ tag, vr, class: fieldClass, action, why });

const identity = (tag: number, vr: string, action: ConfidentialityAction, why: string) =>
  define(tag, vr, 'identity', action, why);
const descriptive = (tag: number, vr: string, action: ConfidentialityAction, why: string) =>
  define(tag, vr, 'descriptive', action, why);
const technical = (tag: number, vr: string, why: string, action: ConfidentialityAction = 'K') =>
  define(tag, vr, 'technical', action, why);

export const fields = {
  mediaStorageSOPClassUID: technical(0x00020002, 'UI', 'kind of file where the data set does not say'),
  mediaStorageSOPInstanceUID: technical(0x00020003, 'UI', 'identity where the data set has none', 'U'),
  transferSyntaxUID: technical(0x00020010, 'UI', 'how to parse and decode'),

  specificCharacterSet: technical(0x00080005, 'CS', 'decoding of every text'),
  imageType: technical(0x00080008, 'CS', 'role: localizer, projection, derived, dose page'),
  sopClassUID: technical(0x00080016, 'UI', 'what kind of object it is'),
  sopInstanceUID: technical(0x00080018, 'UI', 'identity of the instance', 'U'),
  studyDate: descriptive(0x00080020, 'DA', 'Z', 'list and viewer'),
  seriesDate: descriptive(0x00080021, 'DA', 'X/D', 'decay of a PET tracer until the scan'),
  acquisitionDate: descriptive(0x00080022, 'DA', 'X/Z', 'decay of a PET tracer until the scan'),
  studyTime: descriptive(0x00080030, 'TM', 'Z', 'order of studies of a day'),
  seriesTime: descriptive(0x00080031, 'TM', 'X/D', 'decay of a PET tracer until the scan'),
  acquisitionTime: technical(0x00080032, 'TM', 'order within a series', 'X/Z'),
  contentTime: technical(0x00080033, 'TM', 'order within a series', 'Z/D'),
  accessionNumber: descriptive(0x00080050, 'SH', 'Z', 'search; the name of the order at the hospital'),
  modality: technical(0x00080060, 'CS', 'list, presets, presentation'),
  codeValue: technical(0x00080100, 'SH', 'view of a mammogram'),
  codingSchemeDesignator: technical(0x00080102, 'SH', 'view of a mammogram'),
  institutionName: descriptive(0x00080080, 'LO', 'X/Z/D', 'where an outside study comes from'),
  referringPhysicianName: descriptive(0x00080090, 'PN', 'Z', 'whom a report goes to'),
  studyDescription: descriptive(0x00081030, 'LO', 'X', 'list and viewer'),
  seriesDescription: descriptive(0x0008103e, 'LO', 'X', 'choosing a series'),

  patientName: identity(0x00100010, 'PN', 'Z', 'whose study it is'),
  patientID: identity(0x00100020, 'LO', 'Z', 'whose study it is'),
  issuerOfPatientID: identity(0x00100021, 'LO', 'X', 'an ID means something only with its issuer'),
  patientBirthDate: identity(0x00100030, 'DA', 'Z', 'whose study it is'),
  patientSex: identity(0x00100040, 'CS', 'Z', 'whose study it is'),
  patientWeight: descriptive(0x00101030, 'DS', 'X', 'SUV by body weight'),

  bodyPartExamined: descriptive(0x00180015, 'CS', 'K', 'choosing a series'),
  sliceThickness: technical(0x00180050, 'DS', 'viewer facts'),
  cineRate: technical(0x00180040, 'IS', 'speed of a cine'),
  spacingBetweenSlices: technical(0x00180088, 'DS', 'viewer facts'),
  echoTime: technical(0x00180081, 'DS', 'stacks of several echoes'),
  echoNumbers: technical(0x00180086, 'IS', 'stacks of several echoes'),
  protocolName: descriptive(0x00181030, 'LO', 'X/D', 'choosing a series'),
  triggerTime: technical(0x00181060, 'DS', 'order of cardiac phases'),
  radiopharmaceuticalStartTime: descriptive(0x00181072, 'TM', 'X/D', 'SUV: when the tracer was given'),
  radionuclideTotalDose: technical(0x00181074, 'DS', 'SUV: activity given'),
  radionuclideHalfLife: technical(0x00181075, 'DS', 'SUV: decay'),
  radiopharmaceuticalStartDateTime: descriptive(0x00181078, 'DT', 'X/D', 'SUV: when the tracer was given'),
  estimatedRadiographicMagnificationFactor: technical(0x00181114, 'DS', 'measuring in the patient'),
  frameTime: technical(0x00181063, 'DS', 'speed of a cine'),
  frameTimeVector: technical(0x00181065, 'DS', 'speed of a cine'),
  imagerPixelSpacing: technical(0x00181164, 'DS', 'measuring at the detector'),
  nominalScannedPixelSpacing: technical(0x00182010, 'DS', 'measuring on digitised film'),
  shutterShape: technical(0x00181600, 'CS', 'what the image leaves visible'),
  shutterLeftVerticalEdge: technical(0x00181602, 'IS', 'what the image leaves visible'),
  shutterRightVerticalEdge: technical(0x00181604, 'IS', 'what the image leaves visible'),
  shutterUpperHorizontalEdge: technical(0x00181606, 'IS', 'what the image leaves visible'),
  shutterLowerHorizontalEdge: technical(0x00181608, 'IS', 'what the image leaves visible'),
  centerOfCircularShutter: technical(0x00181610, 'IS', 'what the image leaves visible'),
  radiusOfCircularShutter: technical(0x00181612, 'IS', 'what the image leaves visible'),
  verticesOfThePolygonalShutter: technical(0x00181620, 'IS', 'what the image leaves visible'),
  shutterPresentationValue: technical(0x00181622, 'US', 'grey of what is covered'),
  viewPosition: technical(0x00185101, 'CS', 'projection name beside the image'),
  sequenceOfUltrasoundRegions: technical(0x00186011, 'SQ', 'measuring on ultrasound'),
  regionFlags: technical(0x00186016, 'UL', 'measuring on ultrasound'),
  regionMinX: technical(0x00186018, 'UL', 'measuring on ultrasound'),
  regionMinY: technical(0x0018601a, 'UL', 'measuring on ultrasound'),
  regionMaxX: technical(0x0018601c, 'UL', 'measuring on ultrasound'),
  regionMaxY: technical(0x0018601e, 'UL', 'measuring on ultrasound'),
  physicalUnitsX: technical(0x00186024, 'US', 'measuring on ultrasound'),
  physicalUnitsY: technical(0x00186026, 'US', 'measuring on ultrasound'),
  physicalDeltaX: technical(0x0018602c, 'FD', 'measuring on ultrasound'),
  physicalDeltaY: technical(0x0018602e, 'FD', 'measuring on ultrasound'),
  diffusionBValue: technical(0x00189087, 'FD', 'stacks of several b-values'),
  effectiveEchoTime: technical(0x00189082, 'FD', 'stacks of several echoes'),
  frameAcquisitionDateTime: technical(0x00189074, 'DT', 'order of frames', 'X/D'),
  mrEchoSequence: technical(0x00189114, 'SQ', 'stacks of several echoes'),
  mrDiffusionSequence: technical(0x00189117, 'SQ', 'stacks of several b-values'),
  cardiacSynchronizationSequence: technical(0x00189118, 'SQ', 'stacks of several phases'),
  siemensBValue: technical(0x0019100c, 'IS', 'b-value of Siemens MR (private block 0019,0010)'),
  geBValue: technical(0x00431039, 'IS', 'b-value of GE MR (private block 0043,0010)'),
  philipsBValue: technical(0x20011003, 'FL', 'b-value of Philips MR (private block 2001,0010)'),
  philipsCreator: technical(0x20010010, 'LO', 'whose private block 2001,10xx is'),
  siemensCreator: technical(0x00190010, 'LO', 'whose private block 0019,10xx is'),
  geCreator: technical(0x00430010, 'LO', 'whose private block 0043,10xx is'),

  studyInstanceUID: technical(0x0020000d, 'UI', 'groups instances into the study', 'U'),
  seriesInstanceUID: technical(0x0020000e, 'UI', 'groups instances into series', 'U'),
  seriesNumber: technical(0x00200011, 'IS', 'order of series'),
  acquisitionNumber: technical(0x00200012, 'IS', 'order within a series'),
  instanceNumber: technical(0x00200013, 'IS', 'order within a series'),
  patientOrientation: technical(0x00200020, 'CS', 'orientation letters'),
  imagePositionPatient: technical(0x00200032, 'DS', 'order, and reference lines'),
  imageOrientationPatient: technical(0x00200037, 'DS', 'orientation letters, stacks'),
  frameOfReferenceUID: technical(0x00200052, 'UI', 'which positions are comparable', 'U'),
  laterality: technical(0x00200060, 'CS', 'side of a paired body part'),
  imageLaterality: technical(0x00200062, 'CS', 'side of a paired body part'),
  temporalPositionIdentifier: technical(0x00200100, 'IS', 'stacks of several phases'),
  frameAnatomySequence: technical(0x00209071, 'SQ', 'side of a paired body part'),
  frameLaterality: technical(0x00209072, 'CS', 'side of a paired body part'),
  frameContentSequence: technical(0x00209111, 'SQ', 'order of frames'),
  planePositionSequence: technical(0x00209113, 'SQ', 'position of a frame'),
  planeOrientationSequence: technical(0x00209116, 'SQ', 'orientation of a frame'),
  concatenationUID: technical(0x00209161, 'UI', 'parts of one multi-frame image', 'U'),
  inConcatenationNumber: technical(0x00209162, 'US', 'order of the parts of a multi-frame image'),
  temporalPositionIndex: technical(0x00209128, 'UL', 'stacks of several phases'),
  nominalPercentageOfCardiacPhase: technical(0x00209241, 'FL', 'stacks of several phases'),
  inStackPositionNumber: technical(0x00209057, 'UL', 'order of frames'),

  samplesPerPixel: technical(0x00280002, 'US', 'pixel format'),
  photometricInterpretation: technical(0x00280004, 'CS', 'pixel format'),
  planarConfiguration: technical(0x00280006, 'US', 'pixel format'),
  numberOfFrames: technical(0x00280008, 'IS', 'pixel format'),
  rows: technical(0x00280010, 'US', 'pixel format'),
  columns: technical(0x00280011, 'US', 'pixel format'),
  pixelSpacing: technical(0x00280030, 'DS', 'measuring'),
  pixelAspectRatio: technical(0x00280034, 'IS', 'shape of pixels'),
  correctedImage: technical(0x00280051, 'CS', 'SUV: what the values are corrected for'),
  bitsAllocated: technical(0x00280100, 'US', 'pixel format'),
  bitsStored: technical(0x00280101, 'US', 'pixel format'),
  highBit: technical(0x00280102, 'US', 'pixel format'),
  pixelRepresentation: technical(0x00280103, 'US', 'pixel format'),
  smallestImagePixelValue: technical(0x00280106, 'xs', 'default window'),
  largestImagePixelValue: technical(0x00280107, 'xs', 'default window'),
  pixelPaddingValue: technical(0x00280120, 'xs', 'background that no window should show'),
  pixelPaddingRangeLimit: technical(0x00280121, 'xs', 'background that no window should show'),
  floatPixelPaddingValue: technical(0x00280122, 'FL', 'background of float pixels'),
  doubleFloatPixelPaddingValue: technical(0x00280123, 'FD', 'background of float pixels'),
  floatPixelPaddingRangeLimit: technical(0x00280124, 'FL', 'background of float pixels'),
  doubleFloatPixelPaddingRangeLimit: technical(0x00280125, 'FD', 'background of float pixels'),
  burnedInAnnotation: technical(0x00280301, 'CS', 'warning before sharing'),
  pixelSpacingCalibrationType: technical(0x00280a02, 'CS', 'what a length on a projection means'),
  windowCenter: technical(0x00281050, 'DS', 'window'),
  windowWidth: technical(0x00281051, 'DS', 'window'),
  windowExplanation: technical(0x00281055, 'LO', 'name of a window'),
  voiLutFunction: technical(0x00281056, 'CS', 'window'),
  rescaleIntercept: technical(0x00281052, 'DS', 'stored to real values'),
  rescaleSlope: technical(0x00281053, 'DS', 'stored to real values'),
  rescaleType: technical(0x00281054, 'LO', 'unit of values'),
  redPaletteDescriptor: technical(0x00281101, 'xs', 'palette colour'),
  greenPaletteDescriptor: technical(0x00281102, 'xs', 'palette colour'),
  bluePaletteDescriptor: technical(0x00281103, 'xs', 'palette colour'),
  redPaletteData: technical(0x00281201, 'ow', 'palette colour'),
  greenPaletteData: technical(0x00281202, 'ow', 'palette colour'),
  bluePaletteData: technical(0x00281203, 'ow', 'palette colour'),
  segmentedRedPaletteData: technical(0x00281221, 'ow', 'palette colour'),
  segmentedGreenPaletteData: technical(0x00281222, 'ow', 'palette colour'),
  segmentedBluePaletteData: technical(0x00281223, 'ow', 'palette colour'),
  lossyImageCompression: technical(0x00282110, 'CS', 'lossy badge'),
  lossyImageCompressionRatio: technical(0x00282112, 'DS', 'lossy badge'),
  modalityLUTSequence: technical(0x00283000, 'SQ', 'stored to real values'),
  lutDescriptor: technical(0x00283002, 'xs', 'lookup tables'),
  lutExplanation: technical(0x00283003, 'LO', 'lookup tables'),
  modalityLUTType: technical(0x00283004, 'LO', 'unit of values'),
  lutData: technical(0x00283006, 'ow', 'lookup tables'),
  voiLUTSequence: technical(0x00283010, 'SQ', 'window'),
  radiopharmaceuticalInformationSequence: technical(0x00540016, 'SQ', 'SUV'),
  viewCodeSequence: technical(0x00540220, 'SQ', 'projection name beside the image'),
  units: technical(0x00541001, 'CS', 'unit of PET values'),
  suvType: technical(0x00541006, 'CS', 'unit of PET values'),
  decayCorrection: technical(0x00541102, 'CS', 'SUV: what decay is corrected to'),
  pixelMeasuresSequence: technical(0x00289110, 'SQ', 'spacing of a frame'),
  frameVOILUTSequence: technical(0x00289132, 'SQ', 'window of a frame'),
  pixelValueTransformationSequence: technical(0x00289145, 'SQ', 'rescale of a frame'),
  recommendedDisplayFrameRate: technical(0x00082144, 'IS', 'speed of a cine'),
  presentationLUTShape: technical(0x20500020, 'CS', 'inverse presentation'),
  sharedFunctionalGroupsSequence: technical(0x52009229, 'SQ', 'facts of all frames'),
  perFrameFunctionalGroupsSequence: technical(0x52009230, 'SQ', 'facts of each frame'),

  overlayRows: technical(0x60000010, 'US', 'overlay plane'),
  overlayColumns: technical(0x60000011, 'US', 'overlay plane'),
  overlayFrames: technical(0x60000015, 'IS', 'overlay plane'),
  overlayType: technical(0x60000040, 'CS', 'overlay plane'),
  overlayOrigin: technical(0x60000050, 'SS', 'overlay plane'),
  overlayFrameOrigin: technical(0x60000051, 'US', 'overlay plane'),
  overlayBitsAllocated: technical(0x60000100, 'US', 'overlay plane'),
  overlayBitPosition: technical(0x60000102, 'US', 'overlay plane'),
  overlayData: technical(0x60003000, 'ow', 'overlay plane', 'X'),

  extendedOffsetTable: technical(0x7fe00001, 'OV', 'where frames start'),
  extendedOffsetTableLengths: technical(0x7fe00002, 'OV', 'where frames end'),
} as const satisfies Record<string, Field>;

export type Keyword = keyof typeof fields;

const fieldsByTag = new Map<number, Field>(Object.values(fields).map((field) => [field.tag, field]));

/** Repeating groups 6000–601E (overlays) are described by group 6000. */
export const isOverlayTag = (tag: number): boolean => tag >>> 24 === 0x60 && ((tag >>> 16) & 0xe1) === 0;

/** The field read at this tag, if any. */
export function fieldOf(tag: number): Field | undefined {
  return fieldsByTag.get(isOverlayTag(tag) ? (tag & 0xffff) + 0x60000000 : tag);
}
