/** SOP classes (PS3.6 Annex A, PS3.4 B.5) in words, and what can be done with each. */
export type SopKind = 'image' | 'document' | 'dicomdir';

interface SopClass {
  name: string;
  kind: SopKind;
  /** Whether its data set may carry pixel data: the others end the reading of a header early. */
  pixels: boolean;
}

const storage = '1.2.840.10008.5.1.4.1.1';

const image = (name: string): SopClass => ({ name, kind: 'image', pixels: true });
const drawn = (name: string): SopClass => ({ name, kind: 'document', pixels: true });
const document = (name: string): SopClass => ({ name, kind: 'document', pixels: false });

const classes: Readonly<Record<string, SopClass>> = {
  '1.2.840.10008.1.3.10': { name: 'DICOMDIR', kind: 'dicomdir', pixels: false },
  [`${storage}.1`]: image('Computed radiography'),
  [`${storage}.1.1`]: image('Digital X-ray'),
  [`${storage}.1.1.1`]: image('Digital X-ray, for processing'),
  [`${storage}.1.2`]: image('Mammography'),
  [`${storage}.1.2.1`]: image('Mammography, for processing'),
  [`${storage}.1.3`]: image('Intra-oral X-ray'),
  [`${storage}.1.3.1`]: image('Intra-oral X-ray, for processing'),
  [`${storage}.2`]: image('CT'),
  [`${storage}.2.1`]: image('CT, enhanced'),
  [`${storage}.2.2`]: image('CT, converted to enhanced'),
  [`${storage}.3`]: image('Ultrasound, multi-frame (retired)'),
  [`${storage}.3.1`]: image('Ultrasound, multi-frame'),
  [`${storage}.4`]: image('MR'),
  [`${storage}.4.1`]: image('MR, enhanced'),
  [`${storage}.4.2`]: document('MR spectroscopy'),
  [`${storage}.4.3`]: image('MR, enhanced colour'),
  [`${storage}.4.4`]: image('MR, converted to enhanced'),
  [`${storage}.5`]: image('Nuclear medicine (retired)'),
  [`${storage}.6`]: image('Ultrasound (retired)'),
  [`${storage}.6.1`]: image('Ultrasound'),
  [`${storage}.6.2`]: image('Ultrasound volume'),
  [`${storage}.7`]: image('Secondary capture'),
  [`${storage}.7.1`]: image('Secondary capture, 1 bit'),
  [`${storage}.7.2`]: image('Secondary capture, 8 bit'),
  [`${storage}.7.3`]: image('Secondary capture, 16 bit'),
  [`${storage}.7.4`]: image('Secondary capture, colour'),
  [`${storage}.9.1.1`]: document('12-lead ECG'),
  [`${storage}.9.1.2`]: document('ECG'),
  [`${storage}.9.1.3`]: document('Ambulatory ECG'),
  [`${storage}.9.2.1`]: document('Haemodynamic waveform'),
  [`${storage}.9.3.1`]: document('Cardiac electrophysiology waveform'),
  [`${storage}.9.4.1`]: document('Voice recording'),
  [`${storage}.9.4.2`]: document('Audio recording'),
  [`${storage}.9.5.1`]: document('Arterial pulse waveform'),
  [`${storage}.9.6.1`]: document('Respiratory waveform'),
  [`${storage}.11.1`]: document('Presentation state'),
  [`${storage}.11.2`]: document('Presentation state, colour'),
  [`${storage}.11.3`]: document('Presentation state, pseudo-colour'),
  [`${storage}.11.4`]: document('Presentation state, blending'),
  [`${storage}.12.1`]: image('X-ray angiography'),
  [`${storage}.12.1.1`]: image('X-ray angiography, enhanced'),
  [`${storage}.12.2`]: image('X-ray fluoroscopy'),
  [`${storage}.12.2.1`]: image('X-ray fluoroscopy, enhanced'),
  [`${storage}.12.3`]: image('X-ray angiography, biplane (retired)'),
  [`${storage}.13.1.1`]: image('X-ray 3D angiography'),
  [`${storage}.13.1.2`]: image('X-ray 3D craniofacial'),
  [`${storage}.13.1.3`]: image('Breast tomosynthesis'),
  [`${storage}.13.1.4`]: image('Breast projection'),
  [`${storage}.13.1.5`]: image('Breast projection, for processing'),
  [`${storage}.14.1`]: image('Intravascular OCT'),
  [`${storage}.14.2`]: image('Intravascular OCT, for processing'),
  [`${storage}.20`]: image('Nuclear medicine'),
  [`${storage}.30`]: image('Parametric map'),
  [`${storage}.66`]: document('Raw data'),
  [`${storage}.66.1`]: document('Spatial registration'),
  [`${storage}.66.2`]: document('Fiducials'),
  [`${storage}.66.3`]: document('Deformable registration'),
  [`${storage}.66.4`]: drawn('Segmentation'),
  [`${storage}.66.5`]: document('Surface segmentation'),
  [`${storage}.66.6`]: document('Tractography'),
  [`${storage}.66.7`]: drawn('Label map segmentation'),
  [`${storage}.67`]: document('Real-world value mapping'),
  [`${storage}.77.1.1`]: image('Endoscopy'),
  [`${storage}.77.1.1.1`]: image('Endoscopy video'),
  [`${storage}.77.1.2`]: image('Microscopy'),
  [`${storage}.77.1.2.1`]: image('Microscopy video'),
  [`${storage}.77.1.3`]: image('Slide microscopy'),
  [`${storage}.77.1.4`]: image('Photograph'),
  [`${storage}.77.1.4.1`]: image('Photographic video'),
  [`${storage}.77.1.5.1`]: image('Ophthalmic photograph, 8 bit'),
  [`${storage}.77.1.5.2`]: image('Ophthalmic photograph, 16 bit'),
  [`${storage}.77.1.5.3`]: document('Stereometric relationship'),
  [`${storage}.77.1.5.4`]: image('Ophthalmic tomography'),
  [`${storage}.77.1.5.5`]: image('Ophthalmic wide-field photograph'),
  [`${storage}.77.1.5.6`]: image('Ophthalmic wide-field photograph, 3D'),
  [`${storage}.77.1.5.7`]: image('Ophthalmic OCT, en face'),
  [`${storage}.77.1.6`]: image('Whole slide microscopy'),
  [`${storage}.88.11`]: document('Structured report'),
  [`${storage}.88.22`]: document('Structured report'),
  [`${storage}.88.33`]: document('Structured report'),
  [`${storage}.88.34`]: document('Structured report'),
  [`${storage}.88.35`]: document('Structured report'),
  [`${storage}.88.40`]: document('Procedure log'),
  [`${storage}.88.50`]: document('Mammography CAD report'),
  [`${storage}.88.59`]: document('Key images'),
  [`${storage}.88.65`]: document('Chest CAD report'),
  [`${storage}.88.67`]: document('X-ray dose report'),
  [`${storage}.88.68`]: document('Radiopharmaceutical dose report'),
  [`${storage}.88.69`]: document('Colon CAD report'),
  [`${storage}.88.70`]: document('Implantation plan'),
  [`${storage}.88.71`]: document('Acquisition context'),
  [`${storage}.88.72`]: document('Echocardiography report'),
  [`${storage}.88.76`]: document('Contrast agent report'),
  [`${storage}.104.1`]: document('Document (PDF)'),
  [`${storage}.104.2`]: document('Document (CDA)'),
  [`${storage}.104.3`]: document('Encapsulated STL model'),
  [`${storage}.104.4`]: document('Encapsulated OBJ model'),
  [`${storage}.104.5`]: document('Encapsulated MTL material'),
  [`${storage}.128`]: image('PET'),
  [`${storage}.128.1`]: image('PET, converted to enhanced'),
  [`${storage}.130`]: image('PET, enhanced'),
  [`${storage}.131`]: document('Basic structured display'),
  [`${storage}.481.1`]: image('Radiotherapy image'),
  [`${storage}.481.2`]: drawn('Radiotherapy dose'),
  [`${storage}.481.3`]: document('Radiotherapy structure set'),
  [`${storage}.481.4`]: document('Radiotherapy treatment record'),
  [`${storage}.481.5`]: document('Radiotherapy plan'),
  [`${storage}.481.6`]: document('Radiotherapy treatment record'),
  [`${storage}.481.7`]: document('Radiotherapy treatment record'),
  [`${storage}.481.8`]: document('Radiotherapy ion plan'),
  [`${storage}.481.9`]: document('Radiotherapy treatment record'),
  '1.2.840.10008.5.1.4.39.1': document('Colour palette'),
  '1.2.840.10008.5.1.4.38.1': document('Hanging protocol'),
};

/** Families whose members go on being added: the longest matching prefix names what the table does not. */
const families: readonly [prefix: string, name: string][] = [
  [`${storage}.88.`, 'Structured report'],
  [`${storage}.104.`, 'Encapsulated document'],
  [`${storage}.11.`, 'Presentation state'],
  [`${storage}.9.`, 'Waveform'],
  [`${storage}.481.`, 'Radiotherapy object'],
];

const find = (uid: string): SopClass | undefined => classes[uid] ?? findFamily(uid);

const findFamily = (uid: string): SopClass | undefined => {
  const family = families.find(([prefix]) => uid.startsWith(prefix));
  return family === undefined ? undefined : document(family[1]);
};

/** The kind of object in words; 'Unknown object' for private classes. */
export const sopClassName = (uid: string): string => find(uid)?.name ?? 'Unknown object';

/** Undefined where the class is not known: then the data set decides. */
export const sopKind = (uid: string): SopKind | undefined => find(uid)?.kind;

export const mayHavePixels = (uid: string): boolean => find(uid)?.pixels ?? true;

export const isSecondaryCapture = (uid: string): boolean =>
  uid === `${storage}.7` || uid.startsWith(`${storage}.7.`);
