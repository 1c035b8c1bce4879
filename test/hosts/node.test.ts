/** Every supported line of Node, by the binaries on npm. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  expectExecutorsToWork,
  expectSameResults,
  type Host,
  nodeBinary,
  nodePackage,
  reportOf,
  setUpHost,
  toThreadError,
} from './host.ts';

const majors = [20, 22, 24, 26];

const withoutInspector = toThreadError(
  'ERR_UNSUPPORTED_FUNCTION',
  /without node:inspector there is no telling where it is from\. Name it with moduleFunction\(/,
);

describe('Node', () => {
  let host: Host;

  beforeAll(async () => {
    host = await setUpHost('node', majors.map(nodePackage));
  });

  afterAll(() => host[Symbol.asyncDispose]());

  describe.each(majors)('%i', (major) => {
    const node = (...args: string[]) => host.run(nodeBinary(host, major), args);

    test('is the one that is meant', async () => {
      expect((await node('--version')).stdout).toMatch(new RegExp(`^v${major}\\.`));
    });

    test('runs ES modules', async () => {
      expectSameResults(await node('main.js'));
    });

    test('runs CommonJS, with require()', async () => {
      expectSameResults(await node('main.cjs'));
    });

    test('aborts calls, goes on after that, starts processes, and ends', async () => {
      expectExecutorsToWork(await node('executors.js'));
    });

    if (major >= 22) {
      test('runs TypeScript with types stripped', async () => {
        expectSameResults(await node('main-types.ts'));
      });
    }

    describe('with the permission model', () => {
      const permission = major === 20 ? '--experimental-permission' : '--permission';

      // `node:inspector` would get around the permissions, so it is off.
      test('works with --allow-worker; own functions have to be named', async () => {
        expectSameResults(await node(permission, '--allow-worker', '--allow-fs-read=*', 'main.js'), {
          selfContained: withoutInspector,
          ownFunction: withoutInspector,
          packaged: withoutInspector,
        });
      });

      test('workers may do no more than the process', async () => {
        const allowed = `--allow-fs-read=${host.folder}`;
        const program = `
          import { readFileSync } from 'node:fs';
          import { toThread } from 'to-thread';
          const direct = (() => { try { readFileSync('/'); } catch (error) { return error; } })();
          const threaded = await toThread(readFileSync, '/').catch((error) => error);
          console.log(JSON.stringify([direct, threaded].map(({ name, code, permission }) => [name, code, permission])));
        `;
        const { stdout } = await node(
          permission,
          '--allow-worker',
          allowed,
          '--input-type=module',
          '-e',
          program,
        );
        const denied = ['Error', 'ERR_ACCESS_DENIED', 'FileSystemRead'];
        expect(JSON.parse(stdout)).toEqual([denied, denied]);
      });

      test('says so without --allow-worker', async () => {
        const refused = toThreadError(
          'ERR_WORKER_START_FAILED',
          /^A worker could not be started: Access to this API has been restricted/,
        );
        const { threaded } = reportOf(await node(permission, '--allow-fs-read=*', 'main.js'));
        expect(threaded).toMatchObject({
          buffer: refused,
          missing: refused,
          global: refused,
          named: refused,
        });
      });
    });
  });
});
