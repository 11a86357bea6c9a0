/** The answer to opening a study, checked as shared/src/opened.ts has it. */
import type {
  Completeness,
  PatientIdentity,
  PersonName,
  SeriesSummary,
  StudyDescription,
} from '@pacs/shared/documents';
import type { Opened, SignedUrls } from '@pacs/shared/opened';
import { splitOpened, type BodyOf } from '@pacs/shared/opened-body';
import {
  isBetween,
  isCount,
  isFlag,
  isRecord,
  isText,
  isTextUpTo,
  isWhole,
  listOf,
  maybe,
  recordOf,
} from './json-checks.ts';

const isName = recordOf<PersonName>({
  alphabetic: isTextUpTo(256),
  ideographic: maybe(isTextUpTo(256)),
  phonetic: maybe(isTextUpTo(256)),
});

const isIdentity = recordOf<PatientIdentity>({
  patientName: maybe(isName),
  patientID: maybe(isTextUpTo(128)),
  issuerOfPatientID: maybe(isTextUpTo(128)),
  patientBirthDate: maybe(isTextUpTo(16)),
  patientSex: maybe(isTextUpTo(16)),
});

const isDescription = recordOf<StudyDescription>({
  studyInstanceUID: maybe(isTextUpTo(128)),
  studyInstanceUIDDerived: maybe(isFlag),
  studyDate: maybe(isTextUpTo(16)),
  studyTime: maybe(isTextUpTo(32)),
  studyDescription: maybe(isTextUpTo(256)),
  accessionNumber: maybe(isTextUpTo(64)),
  institutionName: maybe(isTextUpTo(256)),
  referringPhysicianName: maybe(isName),
});

const isSeries = recordOf<SeriesSummary>({
  id: isText,
  number: maybe(isWhole),
  modality: isTextUpTo(16),
  description: maybe(isTextUpTo(256)),
  bodyPart: maybe(isTextUpTo(64)),
  protocol: maybe(isTextUpTo(256)),
});

const isCompleteness = recordOf<Completeness>({
  offered: isCount,
  stored: isCount,
  rejected: isCount,
  leftOut: isCount,
  missingByDirectory: isCount,
  gaps: isCount,
});

const areUrls = recordOf<SignedUrls>({
  frames: (value) => isRecord(value) && Object.values(value).every(isText),
  expireAtMs: isCount,
});

const isOpened = recordOf<Opened>({
  studyId: isText,
  rev: isBetween(1, Number.MAX_SAFE_INTEGER),
  incarnation: maybe(isText),
  identity: isIdentity,
  identityConflict: isFlag,
  identityRemoved: maybe((value) => value === true),
  otherIdentities: maybe(listOf(isIdentity, 8)),
  description: isDescription,
  series: listOf(isSeries),
  completeness: isCompleteness,
  urls: areUrls,
  serverNowMs: isCount,
  indexBytes: isCount,
  first: maybe(recordOf<NonNullable<Opened['first']>>({ instance: isWhole, frame: isWhole, bytes: isCount })),
  link: maybe(
    recordOf<NonNullable<Opened['link']>>({
      linkId: isText,
      session: isText,
      expiresAtMs: isCount,
      download: maybe(isFlag),
    }),
  ),
});

/** Throws where lengths contradict each other or the JSON is not an `Opened`. */
export const readOpened = (body: ArrayBuffer): BodyOf<Opened> =>
  splitOpened(body, (json) => {
    if (!isOpened(json)) throw new Error('opened: bad fields');
    return json as Opened;
  });

/** Throws where the answer to renewing holds no URLs. */
export function readRenewed(json: unknown): SignedUrls {
  if (!isRecord(json) || !areUrls(json['urls'])) throw new Error('renewed: bad urls');
  return json['urls'] as SignedUrls;
}
