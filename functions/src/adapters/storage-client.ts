import { getStorage } from 'firebase-admin/storage';
import { app } from './clients.ts';

export const bucket = (name: string) => getStorage(app()).bucket(name);
