/** What is kept of an owner in documents, as a ZIP of JSON files that are written page by page. */
import { TextReader, ZipWriter } from '@zip.js/zip.js';
import type { OwnedRecords } from './export-ports.ts';

const kinds = ['studies', 'annotations', 'links', 'alerts', 'messages', 'uploads', 'audit'] as const;

const readme = `What this service keeps of you, as you asked.

account.json      your account, profile and confirmations
studies.json      what the list of studies shows
annotations.json  what you have drawn and measured
links.json        viewer links you have made
alerts.json       what your links have told you
messages.json     messages that wait to be delivered
uploads.json      uploads under way
audit.json        the access log: who opened what, and when

Times are milliseconds since 1970, UTC. The DICOM files themselves lie in the other ZIPs, each study in one or
more of its own, byte for byte as you gave them.
`;

/** A JSON array of what the pages hold. */
async function* arrayOf(pages: AsyncIterable<readonly unknown[]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode('[');
  let isFirst = true;
  for await (const page of pages) {
    const lines = page.map((one) => JSON.stringify(one, null, 1)).join(',\n');
    if (lines === '') continue;
    yield encoder.encode(`${isFirst ? '\n' : ',\n'}${lines}`);
    isFirst = false;
  }
  yield encoder.encode('\n]\n');
}

/** Asks for the next piece when the last one is written. */
const streamOf = (pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
  });

export async function writeRecordsZip(
  records: OwnedRecords,
  uid: string,
  into: WritableStream<Uint8Array>,
): Promise<void> {
  const zip = new ZipWriter(into, { useWebWorkers: false, useCompressionStream: true });
  await zip.add('README.txt', new TextReader(readme));
  await zip.add('account.json', new TextReader(`${JSON.stringify(await records.account(uid), null, 1)}\n`));
  for (const kind of kinds) await zip.add(`${kind}.json`, streamOf(arrayOf(records.pages(uid, kind))));
  await zip.close();
}
