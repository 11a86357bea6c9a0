import { expect, test } from 'vitest';
import { unsetDetails } from '../../web/build/operator-config.ts';
import { operator } from '../support/operator.ts';

const details = (more: object = {}, environment: object = {}) =>
  unsetDetails({ VITE_OPERATOR: JSON.stringify({ ...operator, ...more }), ...environment }).map(
    (line) => line.split(':')[0],
  );
const complete = { dataProtectionOfficer: 'Dr. Ito', supportHours: 'On workdays.' };

test('a build that knows no operator says so', () => {
  expect(unsetDetails({})).toEqual([expect.stringContaining('VITE_OPERATOR')]);
});

test('each detail that is left out is named, and none that is there', () => {
  expect(details()).toEqual(['dataProtectionOfficer', 'supportHours']);
  expect(details(complete)).toEqual([]);
});

test('who delivers the mail that is sent has to be named, with an agreement', () => {
  expect(details(complete, { VITE_MAIL: 'outbox' })).toEqual(['mailService']);
  const mailService = { name: 'Post AG', place: 'Bern' };
  expect(details({ ...complete, mailService }, { VITE_MAIL: 'outbox' })).toEqual(['mailService.dpaUrl']);
  const dpaUrl = 'https://post.example/dpa';
  expect(details({ ...complete, mailService: { ...mailService, dpaUrl } })).toEqual([]);
});

test('further processors without an agreement are named', () => {
  const processors = [
    { name: 'Desk', company: 'Desk Ltd', purpose: 'Support', data: 'Mails', place: 'Cork' },
  ];
  expect(details({ ...complete, processors })).toEqual(['processors, Desk']);
});

test('wrong details fail the build by their names, without their values', () => {
  expect(() => details({ privacyEmail: 'secret words', effectiveDate: 'soon', shoeSize: 43 })).toThrow(
    /privacyEmail.*effectiveDate.*shoeSize/,
  );
  expect(() => details({ privacyEmail: 'secret words' })).toThrow(/^(?!.*secret)/);
  expect(() => unsetDetails({ VITE_OPERATOR: '{' })).toThrow('not JSON');
});
