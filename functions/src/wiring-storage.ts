import { storageBundles, storagePacks } from './adapters/storage-buckets.ts';
import { bucket } from './adapters/storage-client.ts';
import { studiesBucket, uploadsBucket } from './params.ts';
import { ports } from './wiring.ts';

/** For the functions that touch objects. */
export const storagePorts = () => ({
  ...ports(),
  bundles: storageBundles(bucket(uploadsBucket.value())),
  packs: storagePacks(bucket(studiesBucket.value())),
});
