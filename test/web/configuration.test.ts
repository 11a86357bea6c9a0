import { describe, expect, it } from 'vitest';
import { parseWebConfig } from '../../web/src/firebase/config.ts';
import { parseOperator } from '../../web/src/legal/operator.ts';
import { operator } from '../support/operator.ts';

const firebase = JSON.stringify({ apiKey: 'key', projectId: 'project' });

describe('configuration of the build', () => {
  it('has defaults for all but the project', () => {
    expect(parseWebConfig({ VITE_FIREBASE_CONFIG: firebase })).toEqual({
      firebase: { apiKey: 'key', projectId: 'project' },
      region: 'europe-west1',
      sendsMail: false,
      uploadOrigin: 'https://firebasestorage.googleapis.com',
      emulators: undefined,
    });
  });

  it('reads the addresses of emulators', () => {
    const emulators = {
      auth: 'http://127.0.0.1:9099',
      firestore: '127.0.0.1:8080',
      functions: '127.0.0.1:5001',
    };
    const config = parseWebConfig({
      VITE_FIREBASE_CONFIG: firebase,
      VITE_EMULATORS: JSON.stringify(emulators),
    });
    expect(config.emulators).toEqual(emulators);
  });

  it('names what is wrong without its value', () => {
    const parse = () => parseWebConfig({ VITE_FIREBASE_CONFIG: '{"apiKey":"secret"', VITE_EMULATORS: '{}' });
    expect(parse).toThrow(/VITE_FIREBASE_CONFIG.*VITE_EMULATORS/);
    expect(parse).not.toThrow(/secret/);
    expect(() => parseWebConfig({})).toThrow(/VITE_FIREBASE_CONFIG/);
  });
});

describe('the operator', () => {
  it('is an example that says so until somebody sets it', () => {
    expect(parseOperator(undefined).isExample).toBe(true);
    expect(parseOperator('').isExample).toBe(true);
  });

  it('is taken from the build’s environment', () => {
    expect(parseOperator(JSON.stringify(operator))).toEqual({ ...operator, isExample: false });
  });

  it.each([
    ['not JSON', '{'],
    ['a part of it only', '{"name":"Praxis"}'],
    ['a misspelt field', JSON.stringify({ ...operator, privacyMail: 'x@y.example' })],
    [
      'an address that runs code',
      JSON.stringify({ ...operator, supervisoryAuthority: { name: 'x', url: 'javascript:alert(1)' } }),
    ],
  ])('fails the build’s start when it is %s', (_, text) => {
    expect(() => parseOperator(text)).toThrow();
  });
});
