import type { Annotation, AnnotationsDocument } from '@pacs/shared/annotations';
import type { CallableRequest, CallableResponse } from '@pacs/shared/callables';
import type { StudyDocument } from '@pacs/shared/documents';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import type { AnnotationStore, Clock } from '../ports.ts';

export interface SaveAnnotationsPorts {
  annotations: AnnotationStore;
  clock: Clock;
}

type Request = CallableRequest<'saveAnnotations'>;

/** Errors: not-found (also another's, one being deleted, an earlier life, an unknown series), too-large. */
export async function saveAnnotations(
  ports: SaveAnnotationsPorts,
  ownerUid: string,
  request: Request,
): Promise<CallableResponse<'saveAnnotations'>> {
  const { studyId, series, incarnation } = request;
  let rev = 0;
  await ports.annotations.change(studyId, series, ({ study, annotations }) => {
    if (!isWritable(study, ownerUid, request)) throw new AppError('not-found');
    // What an earlier life left behind is gone with it, whatever the deletion has reached.
    const current = annotations?.incarnation === incarnation ? annotations : undefined;
    const items = applied(current?.items ?? [], request);
    if (items.length > limits.annotationsPerSeries) throw new AppError('too-large');
    rev = annotations?.rev ?? 0;
    if (isSame(items, current?.items ?? [])) return undefined;
    rev += 1;
    const document: AnnotationsDocument = { ownerUid, incarnation, rev, items };
    return {
      annotations: document,
      audit: {
        ownerUid,
        studyId,
        action: 'annotations-saved',
        actor: { kind: 'owner', uid: ownerUid },
        outcome: 'success',
        atMs: ports.clock.now(),
      },
    };
  });
  return { rev };
}

function isWritable(study: StudyDocument | undefined, ownerUid: string, request: Request): boolean {
  return (
    study?.ownerUid === ownerUid &&
    study.state !== 'deleting' &&
    study.incarnation === request.incarnation &&
    study.series.some(({ id }) => id === request.series)
  );
}

/** By id: what is put replaces, what is removed goes, everything else stays. */
function applied(current: readonly Annotation[], { put, remove }: Request): Annotation[] {
  const items = new Map(current.map((item) => [item.id, item]));
  for (const id of remove) items.delete(id);
  for (const item of put) items.set(item.id, item);
  return [...items.values()];
}

const isSame = (a: readonly Annotation[], b: readonly Annotation[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
