import { decodeDocument, type DocumentBody, type OpenDocumentRequest } from '@pacs/shared/document-content';
import { AppError } from '@pacs/shared/errors';
import { apiPaths } from '@pacs/shared/paths';
import { checkAnswer, post } from './read-answer.ts';

/** Throws AppError. */
export async function requestDocument(
  request: OpenDocumentRequest,
  headers: Record<string, string> = {},
): Promise<DocumentBody> {
  const response = await post(apiPaths.openDocument, request, headers);
  await checkAnswer(response);
  try {
    return decodeDocument(await response.arrayBuffer());
  } catch (cause) {
    throw new AppError('internal', { cause });
  }
}
