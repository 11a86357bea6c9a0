import type {
  BundleWriter,
  Clock,
  SessionStore,
  StoredUpload,
  Tickets,
  UploadDocuments,
  UploadTransport,
} from './ports.ts';
import type { TaskQueue } from './task-queue.ts';
import type { UploadState } from './upload-state.ts';

export interface JobPorts {
  ownerUid: string;
  transport: UploadTransport;
  tickets: Tickets;
  documents: UploadDocuments;
  writer: BundleWriter;
  sessions: SessionStore;
  clock: Clock;
  lanes: TaskQueue;
  /** For bundles that cost waiting for answers rather than the line. */
  smallLanes: TaskQueue;
  /** Whether frames of an upload that begins now are to be coded before they leave. */
  isCoding(): boolean;
  /** Hands out, once, an earlier unfinished upload of some of these files. */
  takeEarlier(sha256s: ReadonlySet<string>): StoredUpload | undefined;
  changed: () => void;
}

export interface UploadJob {
  state(): UploadState;
  /** Starts, resumes or tries again. */
  start(): void;
  pause(): void;
  cancel(): Promise<void>;
  /** Stops without a word to the server: the page forgets it. */
  abandon(): void;
}
