/** The annotations' port over memory, beside the studies and audit events of a world. */
import type { AnnotationsDocument } from '@pacs/shared/annotations';
import type { AnnotationStore } from '../../../functions/src/core/ports.ts';
import type { World } from './world.ts';

export interface MemoryAnnotations extends AnnotationStore {
  /** By `{studyId}/{seriesId}`. */
  documents: Map<string, AnnotationsDocument>;
}

export function memoryAnnotations(world: World): MemoryAnnotations {
  const documents = new Map<string, AnnotationsDocument>();
  return {
    documents,
    change: async (studyId, seriesId, change) => {
      const key = `${studyId}/${seriesId}`;
      const changed = change({
        study: world.studies.get(studyId)?.study,
        annotations: structuredClone(documents.get(key)),
      });
      if (changed === undefined) return;
      documents.set(key, structuredClone(changed.annotations));
      world.audits.push(changed.audit);
    },
  };
}
