/** A study of a hundred packs, from its bundles to every frame in a viewer that came by a link. */
import { expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import { StudyIndex } from '@pacs/shared/manifest';
import { RenewLinkRequest, decodeOpened, encodeOpened } from '@pacs/shared/opened';
import { gunzipJson } from '../../functions/src/core/gzip-json.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { createLink } from '../../functions/src/core/links/create-link.ts';
import { openLink, renewLink } from '../../functions/src/core/links/open-link.ts';
import { finishUpload } from '../../functions/src/core/uploads/finish-upload.ts';
import { openBook } from '../../web/src/viewer/core/signed-urls.ts';
import { createPackSource } from '../../web/src/viewer/source/pack-source.ts';
import { createUrlKeeper } from '../../web/src/viewer/source/url-keeper.ts';
import { longSeries } from '../bench/ingest/long-series.ts';
import { onlyStudy, owner, signUp, upload, zipOf } from './fakes/uploading.ts';
import { createWorld } from './fakes/world.ts';
import { countingPorts, free } from './support/count-costs.ts';
import { eventually } from '../support/eventually.ts';

const packs = 100;
const by = { address: 'unknown', browser: 'other', fullAddress: '192.0.2.1' };

test('a study of a hundred packs opens at the usual cost, and every frame is reached', async () => {
  const world = createWorld();
  signUp(world);
  const files = [...longSeries({ instances: packs, size: 16, headerBytes: 0 })];
  const zips = await Promise.all(files.map((file) => zipOf([file])));
  const { uploadId, names } = await upload(world, files, zips);
  for (const bundle of names) await ingestBundle(world.ports, { uploadId, bundle });
  await finishUpload(world.ports, owner, { uploadId, abandoned: [] });
  const { studyId } = onlyStudy(world);
  const { token } = await createLink(world.ports, owner, { studyId, lifetimeMs: limits.linkMinMs });

  const { ports, take } = countingPorts(world);
  const parts = await openLink(ports, { token }, by);
  expect(take()).toEqual({ ...free, reads: 3, writes: 3, signatures: limits.packsPerManifest });
  const { opened, index: zipped } = decodeOpened(encodeOpened(parts.opened, parts.index, parts.lead).buffer);
  const index = gunzipJson(StudyIndex, zipped);
  expect(index.packs).toHaveLength(packs);
  const [firstStack] = index.stacks;
  const first = firstStack?.frames[0];
  expect(opened.first).toMatchObject({ instance: first?.[0], frame: first?.[1] });
  const firstPack = index.instances[first?.[0] ?? -1]?.frames[0]?.pack;
  expect(opened.urls.frames).toHaveProperty(String(firstPack));

  const { linkId = '', session = '' } = opened.link ?? {};
  const renewals: number[] = [];
  const urls = createUrlKeeper(
    openBook(opened.urls, opened.serverNowMs, world.nowMs),
    async (asked) => {
      renewals.push(asked.length);
      return renewLink(ports, RenewLinkRequest.parse({ linkId, session, packs: asked }));
    },
    () => world.nowMs,
  );
  const fetchBytes: typeof fetch = (input, init) => {
    const { pathname } = new URL(input as string);
    const range = /bytes=(\d+)-(\d+)/.exec(new Headers(init?.headers).get('range') ?? '');
    const [from = 0, to = 0] = range?.slice(1).map(Number) ?? [];
    const body = world.packObjects.get(pathname.slice(1))?.bytes.slice(from, to + 1);
    return Promise.resolve(body ? new Response(body, { status: 206 }) : new Response(null, { status: 404 }));
  };
  const source = createPackSource(index, { fetchBytes, urls, delay: () => Promise.resolve() });
  const whole = new Set<string>();
  const failed: string[] = [];
  source.subscribe(({ kind, address }) => {
    if (kind === 'full') whole.add(address.join('.'));
    if (kind === 'failed') failed.push(address.join('.'));
  });
  const frames = index.stacks.flatMap((stack) => stack.frames);
  source.wish(frames.map((address) => ({ address, part: 'full' })));
  await eventually(() => {
    expect(whole.size).toBe(packs);
  });
  expect(failed).toEqual([]);
  expect(renewals.every((asked) => asked <= 64)).toBe(true);
  expect(renewals).toHaveLength(3);
  expect(take().reads).toBeLessThanOrEqual(4 * renewals.length);
  source.close();
});

test('whoever jumps about among a hundred packs gets each URL at its first asking', async () => {
  const keeper = createUrlKeeper(
    openBook({ frames: {}, expireAtMs: 0 }, 0, 0),
    async (asked) => ({
      frames: Object.fromEntries(asked.map((pack) => [pack, `url-${String(pack)}`])),
      expireAtMs: 1e12,
    }),
    () => 0,
  );
  const asked = [99, 0, 45, 71, 12];
  expect(await Promise.all(asked.map((pack) => keeper.url(pack)))).toEqual(
    asked.map((pack) => `url-${String(pack)}`),
  );
});
