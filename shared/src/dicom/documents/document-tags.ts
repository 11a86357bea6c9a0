/**
 * Elements of objects that are not images, and of DICOMDIRs: read only when somebody opens one, never at ingest.
 * Where they say anything of a patient, so does the answer that carries them (shared/src/document-content.ts).
 */
import type { TagField } from '../tags.ts';

const at = (tag: number, vr: string): TagField => ({ tag, vr });

/** PS3.6; grouped by the module that uses them. */
export const documentFields = {
  specificCharacterSet: at(0x00080005, 'CS'),
  sopClassUID: at(0x00080016, 'UI'),
  sopInstanceUID: at(0x00080018, 'UI'),
  contentDate: at(0x00080023, 'DA'),
  contentTime: at(0x00080033, 'TM'),

  // Code sequence macro, PS3.3 Table 8.8-1.
  codeValue: at(0x00080100, 'SH'),
  codingSchemeDesignator: at(0x00080102, 'SH'),
  codeMeaning: at(0x00080104, 'LO'),
  longCodeValue: at(0x00080119, 'UC'),

  // References.
  referencedSeriesSequence: at(0x00081115, 'SQ'),
  referencedImageSequence: at(0x00081140, 'SQ'),
  referencedSOPClassUID: at(0x00081150, 'UI'),
  referencedSOPInstanceUID: at(0x00081155, 'UI'),
  referencedFrameNumber: at(0x00081160, 'IS'),
  referencedSOPSequence: at(0x00081199, 'SQ'),

  // SR document content, C.17.3.
  relationshipType: at(0x0040a010, 'CS'),
  verifyingOrganization: at(0x0040a027, 'LO'),
  verificationDateTime: at(0x0040a030, 'DT'),
  valueType: at(0x0040a040, 'CS'),
  conceptNameCodeSequence: at(0x0040a043, 'SQ'),
  continuityOfContent: at(0x0040a050, 'CS'),
  verifyingObserverSequence: at(0x0040a073, 'SQ'),
  verifyingObserverName: at(0x0040a075, 'PN'),
  dateTime: at(0x0040a120, 'DT'),
  date: at(0x0040a121, 'DA'),
  time: at(0x0040a122, 'TM'),
  personNameValue: at(0x0040a123, 'PN'),
  uid: at(0x0040a124, 'UI'),
  temporalRangeType: at(0x0040a130, 'CS'),
  textValue: at(0x0040a160, 'UT'),
  conceptCodeSequence: at(0x0040a168, 'SQ'),
  measuredValueSequence: at(0x0040a300, 'SQ'),
  numericValueQualifierSequence: at(0x0040a301, 'SQ'),
  measurementUnitsCodeSequence: at(0x004008ea, 'SQ'),
  numericValue: at(0x0040a30a, 'DS'),
  completionFlag: at(0x0040a491, 'CS'),
  verificationFlag: at(0x0040a493, 'CS'),
  preliminaryFlag: at(0x0040a496, 'CS'),
  contentSequence: at(0x0040a730, 'SQ'),
  referencedContentItemIdentifier: at(0x0040db73, 'UL'),
  graphicData: at(0x00700022, 'FL'),
  graphicType: at(0x00700023, 'CS'),

  // Encapsulated document, C.24.2.
  documentTitle: at(0x00420010, 'ST'),
  encapsulatedDocument: at(0x00420011, 'OB'),
  mimeType: at(0x00420012, 'LO'),
  encapsulatedDocumentLength: at(0x00420015, 'UL'),

  // Presentation states, A.33.
  contentLabel: at(0x00700080, 'CS'),
  contentDescription: at(0x00700081, 'LO'),
  presentationCreationDate: at(0x00700082, 'DA'),
  presentationCreationTime: at(0x00700083, 'TM'),
  contentCreatorName: at(0x00700084, 'PN'),
  rescaleIntercept: at(0x00281052, 'DS'),
  rescaleSlope: at(0x00281053, 'DS'),
  rescaleType: at(0x00281054, 'LO'),
  modalityLUTSequence: at(0x00283000, 'SQ'),
  lutDescriptor: at(0x00283002, 'xs'),
  lutExplanation: at(0x00283003, 'LO'),
  modalityLUTType: at(0x00283004, 'LO'),
  lutData: at(0x00283006, 'ow'),
  voiLUTSequence: at(0x00283010, 'SQ'),
  softcopyVOILUTSequence: at(0x00283110, 'SQ'),
  windowCenter: at(0x00281050, 'DS'),
  windowWidth: at(0x00281051, 'DS'),
  windowExplanation: at(0x00281055, 'LO'),
  voiLutFunction: at(0x00281056, 'CS'),
  presentationLUTSequence: at(0x20500010, 'SQ'),
  presentationLUTShape: at(0x20500020, 'CS'),
  displayedAreaSelectionSequence: at(0x0070005a, 'SQ'),
  displayedAreaTopLeft: at(0x00700052, 'SL'),
  displayedAreaBottomRight: at(0x00700053, 'SL'),
  presentationSizeMode: at(0x00700100, 'CS'),
  presentationPixelSpacing: at(0x00700101, 'DS'),
  presentationPixelAspectRatio: at(0x00700102, 'IS'),
  presentationPixelMagnificationRatio: at(0x00700103, 'FL'),
  imageHorizontalFlip: at(0x00700041, 'CS'),
  imageRotation: at(0x00700042, 'US'),
  shutterShape: at(0x00181600, 'CS'),
  shutterLeftVerticalEdge: at(0x00181602, 'IS'),
  shutterRightVerticalEdge: at(0x00181604, 'IS'),
  shutterUpperHorizontalEdge: at(0x00181606, 'IS'),
  shutterLowerHorizontalEdge: at(0x00181608, 'IS'),
  centerOfCircularShutter: at(0x00181610, 'IS'),
  radiusOfCircularShutter: at(0x00181612, 'IS'),
  verticesOfThePolygonalShutter: at(0x00181620, 'IS'),
  shutterPresentationValue: at(0x00181622, 'US'),
  shutterOverlayGroup: at(0x00181623, 'US'),
  graphicLayerSequence: at(0x00700060, 'SQ'),
  graphicLayer: at(0x00700002, 'CS'),
  graphicLayerOrder: at(0x00700062, 'IS'),
  graphicLayerGreyscaleValue: at(0x00700066, 'US'),
  graphicLayerCIELabValue: at(0x00700401, 'US'),
  graphicAnnotationSequence: at(0x00700001, 'SQ'),
  graphicObjectSequence: at(0x00700009, 'SQ'),
  textObjectSequence: at(0x00700008, 'SQ'),
  graphicAnnotationUnits: at(0x00700005, 'CS'),
  boundingBoxAnnotationUnits: at(0x00700003, 'CS'),
  anchorPointAnnotationUnits: at(0x00700004, 'CS'),
  unformattedTextValue: at(0x00700006, 'ST'),
  boundingBoxTopLeft: at(0x00700010, 'FL'),
  boundingBoxBottomRight: at(0x00700011, 'FL'),
  anchorPoint: at(0x00700014, 'FL'),
  anchorPointVisibility: at(0x00700015, 'CS'),
  numberOfGraphicPoints: at(0x00700021, 'US'),
  graphicFilled: at(0x00700024, 'CS'),
  redPaletteDescriptor: at(0x00281101, 'xs'),
  maskSubtractionSequence: at(0x00286100, 'SQ'),
  blendingSequence: at(0x00700402, 'SQ'),
  compoundGraphicSequence: at(0x00700209, 'SQ'),
  overlayRows: at(0x60000010, 'US'),
  overlayColumns: at(0x60000011, 'US'),
  overlayFrames: at(0x60000015, 'IS'),
  overlayType: at(0x60000040, 'CS'),
  overlayOrigin: at(0x60000050, 'SS'),
  overlayActivationLayer: at(0x60001001, 'CS'),
  overlayData: at(0x60003000, 'ow'),
} as const satisfies Record<string, TagField>;

/** PS3.3 F.5: the directory of a disc. */
export const directoryFields = {
  specificCharacterSet: at(0x00080005, 'CS'),
  fileSetID: at(0x00041130, 'CS'),
  directoryRecordSequence: at(0x00041220, 'SQ'),
  offsetOfFirstRecord: at(0x00041200, 'UL'),
  offsetOfNextRecord: at(0x00041400, 'UL'),
  recordInUseFlag: at(0x00041410, 'US'),
  offsetOfLowerLevel: at(0x00041420, 'UL'),
  directoryRecordType: at(0x00041430, 'CS'),
  referencedFileID: at(0x00041500, 'CS'),
  referencedSOPClassUIDInFile: at(0x00041510, 'UI'),
  referencedSOPInstanceUIDInFile: at(0x00041511, 'UI'),
  referencedTransferSyntaxUIDInFile: at(0x00041512, 'UI'),
  modality: at(0x00080060, 'CS'),
  patientName: at(0x00100010, 'PN'),
  patientID: at(0x00100020, 'LO'),
  studyInstanceUID: at(0x0020000d, 'UI'),
  seriesInstanceUID: at(0x0020000e, 'UI'),
} as const satisfies Record<string, TagField>;

/** Answers which of a table's elements stands at a tag; repeating overlay groups by group 6000. */
export function fieldFinder(
  table: Readonly<Record<string, TagField>>,
): (tag: number) => TagField | undefined {
  const byTag = new Map(Object.values(table).map((field) => [field.tag, field]));
  return (tag) =>
    byTag.get(tag >>> 24 === 0x60 && ((tag >>> 16) & 0xe1) === 0 ? (tag & 0xffff) + 0x60000000 : tag);
}
