import { execSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { moduleFunction } from 'to-thread';
import { temporaryFolder } from '../support/folder.ts';
import { rejection } from '../support/rejection.ts';
import { until } from '../support/until.ts';
import * as Form from '../../src/codec/form.ts';
import { WIRE_VERSION, type Reply } from '../../src/cluster/wire/format.ts';
import { toBytes } from '../../src/cluster/wire/payload.ts';
import { sealReply } from '../../src/cluster/wire/signature.ts';
import { client } from './support/client.ts';
import type { Job } from 'bullmq';
import { rawConnection, rawQueue } from './support/raw.ts';
import { RedisServer } from './support/redis.ts';
import { add, bytes, echo, record } from './support/work.ts';
import { startWorker } from './support/worker.ts';

// Workers are processes, which take their time to start.
vi.setConfig({ testTimeout: 60_000 });

let redis: RedisServer;

beforeAll(async () => {
  redis = await RedisServer.start();
});
afterAll(() => redis[Symbol.asyncDispose]());

test('arguments and results that are too large, with their size and what to do', async () => {
  await startWorker({ redis: redis.url, queue: 'large' });
  await using cluster = client(redis.url, 'large');
  const error = await rejection(cluster.submit(echo, 'x'.repeat(2 ** 20)));
  expect(error['code']).toBe('ERR_PAYLOAD_TOO_LARGE');
  expect(error.message).toMatch(
    /The arguments of echo .* take 1\.0 MiB \(1048\d+ bytes\), and at most 1\.0 MiB .* `maxPayload`/,
  );
  expect(await cluster.submit(bytes, 2 ** 20 - 1000)).toHaveLength(2 ** 20 - 1000);
  const result = await rejection(cluster.submit(bytes, 2 ** 20));
  expect(result['code']).toBe('ERR_PAYLOAD_TOO_LARGE');
  expect(result.message).toMatch(/The result of bytes .* takes 1048\d+ bytes, .* --max-result/);
  await using generous = client(redis.url, 'large', { maxPayload: 2 ** 22 });
  expect(await generous.submit(add, 1, 2)).toBe(3);
});

describe('jobs that nobody who knows the secret has made', () => {
  test('forged, altered, moved to another queue, of another version, and of another secret', async () => {
    const file = join(temporaryFolder(), 'ran');
    const worker = await startWorker({ redis: redis.url, queue: 'forged' });
    const forged = rawQueue(redis, 'forged');
    await using cluster = client(redis.url, 'forged');

    // One that is right, as a client has made it for a queue that nobody takes calls of.
    await using stored = client(redis.url, 'stored');
    const call = stored.call(record, file, 'ran');
    const source = rawQueue(redis, 'stored');
    let [job] = await source.getJobs();
    while (!job) [job] = await source.getJobs();
    const data = job.data as Record<string, unknown>;
    call.cancel();

    const alterations: Record<string, unknown>[] = [
      {},
      { args: 'AAAA' },
      { expires: Number(data['expires']) + 1 },
      { reply: 'another' },
      { mayRepeat: true },
      { signature: 'AAAA' },
      { signature: undefined },
      { version: 2 },
    ];
    for (const [i, alteration] of alterations.entries()) {
      await forged.add('record', { ...data, ...alteration }, { jobId: `forged-${i}` });
    }
    await forged.add('record', null, { jobId: 'forged-nothing' });
    expect(await cluster.submit(add, 1, 2)).toBe(3);
    const failed = await forged.getFailed();
    expect(failed).toHaveLength(alterations.length + 1);
    for (const { failedReason } of failed) {
      expect(failedReason).toMatch(/its signature is not right|written in version (2|none) of the format/);
    }
    expect(worker.log.filter(({ event }) => event === 'refused')).toHaveLength(failed.length);

    await using stranger = client(redis.url, 'forged', { secret: 'another secret, which is as long' });
    const error = await rejection(stranger.submit(add, 1, 2));
    expect(error).toMatchObject({ code: 'ERR_CALL_REFUSED' });
    expect(error.message).toContain('the secrets differ');
    expect(() => execSync(`cat ${file} 2>/dev/null`)).toThrow();
  });

  test('repeated: what is made at most once is not made again', async () => {
    const file = join(temporaryFolder(), 'ran');
    await using cluster = client(redis.url, 'repeated');
    const queue = rawQueue(redis, 'repeated');
    const call = cluster.submit(record, file, 'ran');
    let [job] = await queue.getJobs();
    while (!job) [job] = await queue.getJobs();
    const { id = '', name, data } = job as Job<unknown>;
    const worker = await startWorker({ redis: redis.url, queue: 'repeated' });
    await call;
    // Until then Redis does not take it.
    await until(async () => (await queue.getJob(id)) === undefined);
    await queue.add(name, data, { jobId: id });
    const refusal = await worker.logged('refused');
    expect(refusal).toMatchObject({ call: id, code: 'ERR_CALL_REPEATED' });
    expect(execSync(`cat ${file}`, { encoding: 'utf8' })).toBe('ran\n');
  });

  test('forged replies are passed over', async () => {
    await using cluster = client(redis.url, 'replies');
    const queue = rawQueue(redis, 'replies');
    const call = cluster.submit(add, 1, 2);
    let [job] = await queue.getJobs();
    while (!job) [job] = await queue.getJobs();
    const { reply } = job.data as { reply: string };
    const value = toBytes({ form: Form.PLAIN, payload: 'forged' });
    const said = serialize(['ended', 'nobody', 'returned', value, 0, null] satisfies Reply);
    for (const signature of [Buffer.alloc(32), Buffer.alloc(0)]) {
      const sealed = Buffer.concat([Buffer.of(WIRE_VERSION), signature, said]);
      await rawConnection(redis).xadd(reply, '*', 'id', job.id ?? '', 'reply', sealed);
    }
    const stranger = sealReply('another secret, which is as long', reply, job.id ?? '', said);
    await rawConnection(redis).xadd(reply, '*', 'id', job.id ?? '', 'reply', stranger);
    await startWorker({ redis: redis.url, queue: 'replies' });
    expect(await call).toBe(3);
  });
});

test('calls that have expired are not begun, and running ones end at their deadline', async () => {
  const file = join(temporaryFolder(), 'ran');
  await using cluster = client(redis.url, 'expired', { deadline: 400, checkInterval: 60_000 });
  const late = cluster.submit(record, file, 'late');
  await new Promise((resolve) => setTimeout(resolve, 500));
  const worker = await startWorker({ redis: redis.url, queue: 'expired' });
  const error = await rejection(late);
  expect(error['code']).toBe('ERR_CALL_EXPIRED');
  expect(error.message).toContain('was not begun by its deadline');
  const long = await rejection(cluster.submit(record, file, 'long', 60_000));
  expect(long['code']).toBe('ERR_CALL_EXPIRED');
  expect(long.message).toContain('was stopped at its deadline');
  expect(execSync(`cat ${file}`, { encoding: 'utf8' })).toBe('long\n');
  expect(worker.log.filter(({ event }) => event === 'refused')).toHaveLength(1);
});

test('without any worker a call ends at its deadline, and it is said that there is none', async () => {
  const warnings: string[] = [];
  const listen = ({ message }: Error): void => void warnings.push(message);
  process.on('warning', listen);
  await using cluster = client(redis.url, 'deserted', { deadline: 1500 });
  expect((await rejection(cluster.submit(add, 1, 2)))['code']).toBe('ERR_CALL_EXPIRED');
  process.off('warning', listen);
  expect(warnings).toMatchObject([expect.stringContaining('npx to-thread worker --queue deserted')]);
});

test.each([-1, 1])('a worker whose clock is %i hour ahead', async (hours) => {
  const queue = `clock${hours}`;
  const shift = new URL('fixtures/shift-clock.mjs', import.meta.url).href;
  const env = { SHIFT: String(hours * 3_600_000) };
  await startWorker({
    redis: redis.url,
    queue,
    node: ['--import', shift],
    env,
  });
  await using cluster = client(redis.url, queue, { deadline: 60_000 });
  expect(Math.abs((await cluster.submit(Date.now)) - Date.now() - hours * 3_600_000)).toBeLessThan(60_000);
  expect(await cluster.run(add, [1, 2], { timeout: 30_000 })).toBe(3);
  expect(cluster.stats.waitTime.max).toBeLessThan(60_000);
});

describe('functions that are not allowed', () => {
  test('modules, functions of Node and packages, by name', async () => {
    await startWorker({
      redis: redis.url,
      queue: 'allowed',
      allow: ['src/**', 'node:zlib'],
    });
    await using cluster = client(redis.url, 'allowed', { functionTexts: true });
    const load = moduleFunction('memfs', 'vol.readFileSync', import.meta.url);
    for (const [call, what] of [
      [cluster.submit(add, 1, 2), 'tests/cluster/fixtures/work.mjs'],
      [cluster.submit(execSync, 'true'), 'node:child_process'],
      [cluster.submit(process.cwd), 'node:process'],
      [cluster.submit(load), 'npm:memfs'],
    ] as const) {
      const error = await rejection(call);
      expect(error['code']).toBe('ERR_FUNCTION_NOT_ALLOWED');
      expect(error.message).toContain(`is in ${what}, and the worker only takes calls of src/**, node:zlib.`);
      expect(error.message).toContain(`--allow '${what}'`);
    }
    const text = await rejection(cluster.submit((n: number) => n + 1, 1));
    expect(text['code']).toBe('ERR_FUNCTION_NOT_ALLOWED');
    expect(text.message).toContain('--function-texts');
    expect(await cluster.submit(Math.max, 1, 2)).toBe(2);
  });

  test('a text, if both sides say so', async () => {
    const args = ['--function-texts'];
    await startWorker({ redis: redis.url, queue: 'texts', args });
    await using cluster = client(redis.url, 'texts', { functionTexts: true });
    expect(await cluster.submit((n: number) => n + 1, 1)).toBe(2);
  });

  test('a link that leads out of the root', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'src'));
    execSync(`ln -s /etc ${join(folder, 'src', 'etc')}`);
    await startWorker({
      redis: redis.url,
      queue: 'links',
      allow: ['**'],
      root: folder,
    });
    await using cluster = client(redis.url, 'links', { root: folder });
    const parent = `file://${folder}/src/index.js`;
    for (const path of ['./etc/hosts', '../../etc/hosts']) {
      const error = await rejection(cluster.submit(moduleFunction(path, 'x', parent)));
      expect(error['code']).toMatch(/ERR_FUNCTION_NOT_ALLOWED|ERR_UNSUPPORTED_FUNCTION/);
    }
  });
});

describe('a deploy in the middle', () => {
  test('another version of a file is noticed and named, unless any will do', async () => {
    const [ours, theirs] = [temporaryFolder(), temporaryFolder()];
    const source = new URL('fixtures/work.mjs', import.meta.url);
    copyFileSync(source, join(ours, 'work.mjs'));
    copyFileSync(source, join(theirs, 'work.mjs'));
    writeFileSync(join(theirs, 'work.mjs'), 'export const add = (a, b) => a - b;\n');
    const moved = moduleFunction<typeof add>('./work.mjs', 'add', `file://${ours}/index.mjs`);
    const options = { redis: redis.url, queue: 'deploy', allow: ['**'], args: ['--name', 'newer'] };
    await using cluster = client(redis.url, 'deploy', { root: ours });
    const newer = await startWorker({ ...options, root: theirs });
    const error = await rejection(cluster.submit(moved, 1, 2));
    expect(error['code']).toBe('ERR_CODE_DIFFERS');
    expect(error.message).toMatch(
      /is in work\.mjs, of which the caller has [\da-f]{16}, and the worker newer has [\da-f]{16}\./,
    );
    await newer.end();
    const args = ['--any-version'];
    const tolerant = await startWorker({ ...options, root: theirs, args });
    expect(await cluster.submit(moved, 1, 2)).toBe(-1);
    await tolerant.end();
    await startWorker({ ...options, root: ours });
    expect(await cluster.submit(moved, 1, 2)).toBe(3);
  });

  test('so is another version of a package', async () => {
    const [ours, theirs] = [temporaryFolder(), temporaryFolder()];
    for (const [folder, version] of [
      [ours, '1.0.0'],
      [theirs, '2.0.0'],
    ] as const) {
      const home = join(folder, 'node_modules', 'tool');
      mkdirSync(home, { recursive: true });
      writeFileSync(
        join(home, 'package.json'),
        JSON.stringify({ name: 'tool', version, main: './index.cjs' }),
      );
      writeFileSync(join(home, 'index.cjs'), 'exports.use = (x) => x;\n');
    }
    const parent = `file://${ours}/index.mjs`;
    const inFile = moduleFunction<(x: number) => number>('./node_modules/tool/index.cjs', 'use', parent);
    const byName = moduleFunction<(x: number) => number>('tool', 'use', parent);
    await using cluster = client(redis.url, 'packages', { root: ours });
    const options = { redis: redis.url, queue: 'packages', allow: ['npm:tool'] };
    const other = await startWorker({ ...options, root: theirs });
    for (const fn of [inFile, byName]) {
      const error = await rejection(cluster.submit(fn, 1));
      expect(error['code']).toBe('ERR_CODE_DIFFERS');
      expect(error.message).toContain('is in tool, of which the caller has 1.0.0, and the worker');
      expect(error.message).toContain('has 2.0.0.');
    }
    await other.end();
    cpSync(ours, theirs, { recursive: true });
    await startWorker({ ...options, root: theirs });
    expect(await Promise.all([cluster.submit(inFile, 1), cluster.submit(byName, 2)])).toEqual([1, 2]);
  });
});
