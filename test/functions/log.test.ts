/** What of a failure or an event reaches the log. */
import { AppError } from '@pacs/shared/errors';
import { expect, expectTypeOf, test } from 'vitest';
import type { logInfo } from '../../functions/src/log.ts';
import {
  failureFields,
  fittingEvent,
  fittingFields,
  type LogEvent,
  type LogFields,
} from '../../functions/src/log-fields.ts';

const patient = 'Müller^Anna';

test('a failure says where and of which class it was, and nothing of its message', () => {
  const cause = new RangeError(
    `cannot read ${patient}\n    at ${patient} (file:///x.js:1:1)\n    at Anna (file:///x.js:1:1)`,
  );
  const fields = failureFields('openStudy', 'internal', cause, { studyId: 'abc_DEF-1' });
  expect(fields).toMatchObject({ function: 'openStudy', errorName: 'RangeError', studyId: 'abc_DEF-1' });
  expect(fields['stack']).toEqual(expect.arrayContaining([expect.stringContaining('log.test.ts')]));
  expect(JSON.stringify(fields)).not.toMatch(/Anna/);
});

test('the cause of an error of ours is what is told of it; one without a cause tells its code', () => {
  const cause = Object.assign(new Error(patient), { code: 14 });
  expect(failureFields('openStudy', 'unavailable', new AppError('unavailable', { cause }))).toMatchObject({
    code: 'unavailable',
    status: '14',
    errorName: 'Error',
  });
  expect(failureFields('openStudy', 'not-found', new AppError('not-found'))).toEqual({
    function: 'openStudy',
    code: 'not-found',
  });
});

test('what does not look like an id is not written, even where the types let a string in', () => {
  const fields = {
    function: 'sweep',
    uploadId: patient,
    bundle: 'Anna Berg',
    status: 'Anna Berg',
    count: NaN,
  };
  expect(fittingFields(fields)).toEqual({
    function: 'sweep',
    uploadId: '(unfit)',
    bundle: '(unfit)',
    status: '(unfit)',
    count: -1,
  });
  expect(fittingFields({ stack: ['at Anna Berg', `at ${patient} (file:///x.js:1:1)`] })).toEqual({
    stack: [],
  });
  expect(fittingEvent(`sweep: ${patient}` as LogEvent)).toBe('(unfit)');
  expect(fittingEvent('bundle ingested')).toBe('bundle ingested');
});

test('fields that are not named are dropped where a cast has let them pass the types', () => {
  const fields = { function: 'sweep', patientName: 'Anna' };
  expect(fittingFields(fields as LogFields)).toEqual({ function: 'sweep' });
});

test('another field, or another event, does not compile', () => {
  type Takes<F extends LogFields> = F extends Parameters<typeof logInfo<F>>[1] ? true : false;
  expectTypeOf<Takes<{ function: string; studyId: string }>>().toEqualTypeOf<true>();
  expectTypeOf<Takes<{ function: string; patientName: string }>>().toEqualTypeOf<false>();
  expectTypeOf<'Anna' extends Parameters<typeof logInfo>[0] ? true : false>().toEqualTypeOf<false>();
  type Free = 'bundle Anna' | 'export Anna' | 'sweep: Anna' | 'retain: Anna' | 'sealAudit: Anna';
  expectTypeOf<Extract<Free, LogEvent>>().toEqualTypeOf<never>();
  expectTypeOf<'sweep: deletedStudies'>().toExtend<LogEvent>();
});
