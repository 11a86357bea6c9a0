/** Every limit of the product in one place, each with where it comes from. Bytes, counts and milliseconds. */
const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const limits = {
  /** What the client aims for: one resumable request, seconds of ingest. */
  bundleTargetBytes: 32 * MiB,
  /** Upper bound that storage.rules and ingest enforce. */
  bundleMaxBytes: 128 * MiB,
  /** A bundle up to this size is read at once, a larger one in steps of the next: ingest never holds all of it. */
  bundleReadWholeBytes: 48 * MiB,
  bundleWindowBytes: 8 * MiB,
  bundleMaxInstances: 500,
  /** Bundles in one ticket: keeps uploads/{id} far below Firestore's 1 MiB and 40,000 index entries. */
  bundlesPerUpload: 500,
  bundlesBegunWith: 8,
  /** A ticket is for one study; files of so many others that came among them are taken too. */
  studiesPerUpload: 50,
  /** Files that a ticket names beyond their count: keeps uploads/{id} below Firestore's 1 MiB. */
  outcomesPerUpload: 4_000,
  /** Instances announced by one beginUpload (a callable's body is at most 10 MB). */
  instancesPerUpload: 20_000,
  /** Files that could not be used, counted once each by a study; it counts no further. */
  rejectedPerStudy: 10_000,
  /** Entries an archive may list before it is refused unread. */
  archiveMaxEntries: 20_000,
  /** An archive's directory is held, copied and decoded as a whole: 400 bytes for each of the entries above. */
  archiveDirectoryMaxBytes: 8 * MiB,
  /** Expanded bytes of a ZIP inside a ZIP, as the browser opens it. */
  archiveMaxExpandedBytes: 2 * GiB,
  /**
   * What one bundle becomes: entries of archives, files that came coded, deflated data sets. Four times what the client
   * packs. A ratio is no sign of malice: a blank capture deflates 999:1.
   */
  bundleMaxExpandedBytes: 512 * MiB,
  archiveMaxNesting: 1,
  /** An archive inside a bundle is held while its entries are read. Clients send none: they open it themselves. */
  nestedArchiveMaxBytes: 64 * MiB,
  /** One instance inside a bundle, expanded: held once, beside what is made of it. */
  instanceMaxBytes: 128 * MiB,
  /** Bytes before the pixel data. Real Siemens MR headers are 88–145 KB; enhanced multi-frame reach some MiB. */
  headerMaxBytes: 32 * MiB,
  headerMaxDepth: 24,
  headerMaxElements: 400_000,
  imageMaxSide: 65_535,
  imageMaxFrames: 100_000,
  /**
   * A file together with frames that do not lie in it (of deflated data sets, or such that begin inside a byte): both are
   * held, and both stored. Larger ones are kept and not shown.
   */
  heldWithFramesMaxBytes: 160 * MiB,
  /** Fragments of encapsulated pixel data; more in one file leaves it whole, unshown. */
  imageMaxFragments: 110_000,
  /** Frames of one bundle: each takes some kilobytes while it is ingested. */
  bundleMaxFrames: 50_000,
  frameMaxBytes: 512 * MiB,
  /** Of the recipe at the head of a file that travels coded: enough for `bundleMaxFrames`. */
  codedJsonMaxBytes: 5 * MiB,
  /** All of that head, with what surrounds the pixels: larger ones travel as they are. */
  codedHeadMaxBytes: 40 * MiB,
  /** One pack's frames object; ≤ 32 packs a manifest keeps signing and the open answer small. */
  packTargetBytes: 64 * MiB,
  /** What surrounds a pack's pixels, zipped; what would be larger is stored as it is, and not held twice. */
  headsZippedMaxBytes: 48 * MiB,
  /** Bytes that ingest holds for one pack until it is written. */
  packHeldMaxBytes: 64 * MiB,
  /** Of packs that are written: kept at hand for the first picture and the thumbnail, else read back. */
  packKeptMaxBytes: 48 * MiB,
  /** Frames past this size (a mammogram of 4096 × 3328) stay as they came: the encoder works on several copies. */
  transcodeFrameMaxBytes: 26 * MiB,
  /** Of one bundle; what is left then stays as it came. Half a minute for all else, also on a slow core. */
  transcodeMaxMs: 25_000,
  /** Runs over one pack before its frames stay as they came. */
  transcodeMaxTries: 4,
  /** Packs that one sweep transcodes: they are what the task queue lost. */
  transcodesPerSweep: 4,
  /** How long a pack that was replaced is kept: open viewers go on renewing its URLs. */
  retiredPackMs: day,
  packsPerManifest: 32,
  /** Series of one bundle with packs of their own; what is past them shares packs, and links to it alone are refused. */
  seriesPacksPerBundle: 32,
  /** Packs of one study, replaced ones among them: their names and those that wait for transcoding are in documents. */
  packsPerStudy: 2_000,
  /** A study's index is read, joined and written anew with every bundle, in the memory of one function. */
  instancesPerStudy: 20_000,
  framesPerStudy: 100_000,
  /** Index and ledger as JSON, and as they are written: Firestore takes 10 MiB a commit. */
  studyJsonMaxBytes: 96 * MiB,
  studyManifestMaxBytes: 8 * MiB,
  /** Series and stacks that studies/{id} names; what is beyond is shown all the same, without words of its own. */
  seriesPerStudy: 1_000,
  /** What their words may take of studies/{id}, shared out evenly: up to 150 series they are never cut. */
  seriesWordsBytes: 400_000,
  /** Firestore: 1 MiB a document (https://firebase.google.com/docs/firestore/quotas), the first one with names and lead. */
  manifestPartBytes: 700_000,
  /** Part of the first manifest document; with manifestPartBytes below Firestore's 1 MiB. */
  firstLeadMaxBytes: 128 * KiB,
  firestoreDocumentBytes: 1_048_576,
  firestoreIndexEntries: 40_000,
  /** Runs of one bundle before it counts as poison: at once where their processes died, else as the next one says. */
  bundleMaxTries: 4,
  /** A run that waits longer ends by a throw, a minute before the function's time is over. */
  ingestRunMs: 240_000,
  /** So long throws are taken for a service that is away: outages last hours, and the event comes again for a day. */
  bundleThrowsMs: 6 * hour,
  /** Orphan objects younger than this may belong to a commit under way. */
  orphanMinAgeMs: day,
  /** Two reads each, twice an hour: within Firestore's free 50,000 a day. */
  orphanStudiesPerSweep: 200,
  /** The study's picture in its document: long side in pixels. */
  thumbnailSide: 160,
  thumbnailMaxBytes: 6 * KiB,
  /** A frame as it lies and as it is decoded: of larger ones there is no picture, for it takes several copies to draw one. */
  thumbnailFrameMaxBytes: 64 * MiB,
  /** A stack's picture in its pack. */
  stackThumbnailSide: 256,
  stackThumbnailMaxBytes: 24 * KiB,
  /** Spent on all pictures by one bundle, those of its studies too. */
  thumbnailsMaxMs: 15_000,
  /** Spent on stacks' pictures by one bundle; stacks that are left get none. */
  stackThumbnailsMaxMs: 5_000,
  /** A document opened through a function: its answer is at most 32 MiB (https://cloud.google.com/run/quotas). */
  documentMaxBytes: 24 * MiB,
  /** Recipes at the head of a `.heads` object that a function reads to find one file. */
  headsJsonMaxBytes: 32 * MiB,
  uploadTicketMs: 7 * day,
  quotaBytesPerUser: 50 * GiB,
  openUploadsPerUser: 50,
  linksPerStudy: 100,
  /** Of at most about 1 KiB each: one document a series stays below Firestore's 1 MiB. */
  annotationsPerSeries: 500,
  annotationTextMax: 200,
  linkMinMs: hour,
  linkMaxMs: 30 * day,
  linkSessionIdleMs: 12 * hour,
  linkMaxViews: 1_000,
  linkMaxSeries: 200,
  linkNoteMax: 200,
  /** Bounds what a stolen account could send in the operator's name. */
  mailsPerLink: 5,
  mailsPerDay: 30,
  mailWordsMax: 400,
  /** A message that nobody has delivered in this time is removed: the link in it can be read in the outbox. */
  mailMaxAgeMs: 2 * day,
  alertsMarkedAtOnce: 200,
  passcodeMinLength: 6,
  passcodeMaxLength: 64,
  /** Wrong passcodes before a link is locked; of 10^6 possible ones five guesses find one in 200,000 links. */
  linkTriesMin: 3,
  linkTries: 5,
  linkTriesMax: 10,
  /** A try that never came to its end (its process did) counts as wrong from then on. */
  linkTryPendingMs: minute,
  /** Per instance of a function: each hash takes 32 MiB and some tenths of a second of one core. */
  passcodeHashesAtOnce: 2,
  passcodeHashesWaiting: 32,
  /** Events of one seal of the audit trail: one write of Firestore with all of them. */
  eventsPerSeal: 200,
  /** How long a signed URL of a pack lives; also the longest a revoked link can still fetch images. */
  signedUrlMs: 10 * minute,
  /** Signing dates are rounded down to this, so that equal requests give equal URLs. */
  signedUrlRoundMs: minute,
  /** Whoever shows this many wrong link tokens from one address in a minute waits. */
  linkOpensPerMinutePerAddress: 120,
  /** Choices about cookies: people share addresses, and change their minds now and then. */
  consentsPerMinutePerAddress: 30,
  /** Batches of usage counts; a page in use sends one in five seconds at most. */
  usageBatchesPerMinutePerAddress: 120,
  /** Requests about people's data: what may be written in one go, by them and by the operator. */
  rightsNameMax: 120,
  rightsWordsMax: 2_000,
  rightsLetterMax: 6_000,
  /** Of one request, its person's answers among them. */
  rightsEntriesMax: 200,
  /** A household or a ward behind one address; mails that a stranger can have sent to one mailbox; all there are. */
  rightsAsksPerHourPerAddress: 10,
  rightsAsksPerDayPerMailbox: 3,
  rightsAsksPerDay: 500,
  /** Tokens tried, and answers sent, from one address. */
  rightsTokensPerHourPerAddress: 60,
  /** Until then a request has to be confirmed; after that nothing of it is left. */
  rightsConfirmMs: 2 * day,
  /** An answer can be sent by a mailed address for so long, and while the request is open. */
  rightsReplyMs: 60 * day,
  /** GDPR Art. 12(3): a month, and two further ones. */
  rightsAnswerMs: 30 * day,
  rightsExtensionDays: 60,
  /** The operator is reminded so long before the day, in this order. */
  rightsRemindMs: [7 * day, day],
  rightsContactMax: 500,
  /** What is entered by hand came no longer ago. */
  rightsEnteredAfterMs: 365 * day,
  /** The operator's letters: whether one could not be delivered is seen for so long. */
  rightsMailMaxAgeMs: 14 * day,
  operatorUploadsShown: 25,
  operatorUsersPerPage: 25,
  operatorConsentDays: 365,
} as const;
