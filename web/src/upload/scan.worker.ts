import { expose } from 'comlink';
import { fileReading } from '../intake/read-files.ts';
import type { FileWork } from './core/file-work.ts';
import { writeBundle } from './core/write-bundle.ts';

const work: FileWork = { ...fileReading, writeBundle };

expose(work);
