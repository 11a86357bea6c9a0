import { describe, expect, it } from 'vitest';
import { corsHeaders } from '../../tools/storage-proxy/bucket-cors.ts';

const cors = [
  {
    origin: ['https://pacs.example'],
    method: ['GET', 'HEAD'],
    responseHeader: ['Content-Range', 'ETag'],
    maxAgeSeconds: 3600,
  },
];

describe('the CORS configuration of a bucket', () => {
  it('exposes its headers to the origin it names', () => {
    expect(corsHeaders(cors, { origin: 'https://pacs.example', method: 'GET' })).toEqual({
      'access-control-allow-origin': 'https://pacs.example',
      'access-control-expose-headers': 'Content-Range, ETag',
      vary: 'Origin',
    });
  });

  it('says nothing to another origin, another method, or a request without an origin', () => {
    expect(corsHeaders(cors, { origin: 'https://evil.example', method: 'GET' })).toEqual({});
    expect(corsHeaders(cors, { origin: 'https://pacs.example', method: 'PUT' })).toEqual({});
    expect(corsHeaders(cors, { origin: undefined, method: 'GET' })).toEqual({});
  });

  it('lets a preflight pass only with headers it lists', () => {
    const preflight = (preflightHeaders: string[]) =>
      corsHeaders(cors, { origin: 'https://pacs.example', method: 'GET', preflightHeaders });
    expect(preflight(['etag'])).toMatchObject({ 'access-control-allow-headers': 'etag' });
    expect(preflight(['authorization'])).toEqual({});
  });
});
