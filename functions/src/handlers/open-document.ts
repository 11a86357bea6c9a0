import { OpenDocumentRequest, encodeDocument } from '@pacs/shared/document-content';
import { parseBody, visitorOf } from '../client-request.ts';
import { openLinkedDocument, openOwnDocument } from '../core/access/open-document.ts';
import type { HttpHandler } from '../https.ts';
import { verifiedUid } from '../verified-uid.ts';
import { storagePorts } from '../wiring-storage.ts';

export const openDocument: HttpHandler = async (request, response) => {
  const asked = parseBody(OpenDocumentRequest, request);
  const visitor = visitorOf(request);
  const { answer, file } =
    'linkId' in asked
      ? await openLinkedDocument(storagePorts(), asked, visitor)
      : await openOwnDocument(storagePorts(), await verifiedUid(request), asked, visitor);
  const body = encodeDocument(answer, file);
  response.status(200).type('application/octet-stream').send(Buffer.from(body.buffer));
};
