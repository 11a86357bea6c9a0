import type { CallableRequest } from '@pacs/shared/callables';
import type { BundleWriter, Clock, Line, Tickets, UploadDocuments, UploadTransport } from './ports.ts';
import type { KeptUploads } from './kept-uploads.ts';
import type { Lanes } from './lanes.ts';
import type { Parcel } from './parcel.ts';
import type { UploadState } from './upload-state.ts';

export interface JobPorts {
  /** Of the job in the page's list. */
  key: string;
  ownerUid: string;
  transport: UploadTransport;
  tickets: Tickets;
  documents: UploadDocuments;
  writer: BundleWriter;
  kept: KeptUploads;
  clock: Clock;
  line: Line;
  lanes: Lanes;
  /** Whether frames of an upload that begins now are to be coded before they leave. */
  isCoding(): boolean;
  /**
   * Packs the first of these before they are asked for, where nothing else is on its way. The sizes of those that are
   * packed already, as far as one follows the other.
   */
  packAhead(parcels: readonly Parcel[]): number[];
  changed: () => void;
}

export interface UploadJob {
  state(): UploadState;
  /** Starts, resumes or tries again. */
  start(): void;
  pause(): void;
  cancel(): Promise<void>;
  /** Stops: the page forgets it. Returns what the server has to be told, so that it awaits nothing more. */
  abandon(): CallableRequest<'finishUpload'> | undefined;
}
