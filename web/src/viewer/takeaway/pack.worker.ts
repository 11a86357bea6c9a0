import { runHtj2kDecoder } from '@pacs/shared/codecs/decoders/htj2k';
import { expose, transfer } from 'comlink';
import { webCodecs } from '../../codecs/web-codecs.ts';
import type { PackWork } from './pack-work.ts';
import { createPackWork } from './rebuild-pack.ts';

const codecs = webCodecs(() => Promise.resolve(undefined));
const work = createPackWork({
  fetchBytes: (input, init) => fetch(input, init),
  decodeNative: (codestream) => runHtj2kDecoder(codecs, codestream),
});

const served: PackWork = {
  open: (urls) => work.open(urls),
  async file(head, sha256) {
    const file = await work.file(head, sha256);
    return file && transfer(file, [file.buffer]);
  },
};

expose(served);
