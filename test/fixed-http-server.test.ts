import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { type AppPair, readTree, setUpApp } from './support/app.ts';
import { eslint, type LintRun, summarize, summarizeReasons } from './support/eslint.ts';
import { commitEverything } from './support/git.ts';
import { runNode } from './support/program.ts';
import { type Answer, type Request, RunningServer } from './support/server.ts';

/** What the README of typescript-eslint shows, and the plugin, which fixes lookups too. */
const eslintConfig = `
import { defineConfig } from 'eslint/config';
import toThread from 'eslint-plugin-to-thread';
import tseslint from 'typescript-eslint';

export default defineConfig([
  { ignores: ['dist/', 'public/'] },
  tseslint.configs.base,
  {
    files: ['src/**/*.ts'],
    extends: [toThread.configs.recommended],
    rules: { 'to-thread/no-blocking-lookup-in-async': ['error', { fix: 'safe' }] },
  },
]);
`;

const gzip = { 'accept-encoding': 'gzip' };
const accountsFile = 'data/accounts.json';

const post = (path: string, body: unknown): Request => ({ path, method: 'POST', json: body });
const login = (name: string, password: string) => post('/accounts/login', { name, password });
const register = (name: string, password: string) => post('/accounts', { name, password });

/** Every route, and every way in which it can go wrong. The order matters: accounts are made before they are used. */
const requests: readonly (Request & { status: number })[] = [
  { path: '/health', status: 200 },
  { path: '/', status: 200 },
  { path: '/', headers: gzip, status: 200 },
  { path: '/pages/onboarding', status: 200 },
  { path: '/pages/onboarding', headers: gzip, status: 200 },
  { path: '/pages/on-call', headers: { 'accept-encoding': 'br, gzip' }, status: 200 },
  { path: '/pages/missing', status: 404 },
  { path: '/pages/..%2F..%2Fconfig', status: 404 },
  { path: '/pages/reviews/history', status: 200 },
  { path: '/pages/missing/history', status: 404 },
  { path: '/search?q=review', status: 200 },
  { path: '/search?q=nothing-like-this', status: 200 },
  { path: '/search', status: 400 },
  { path: '/download', status: 200 },
  { path: '/assets/handbook.css', status: 200 },
  { path: '/assets/handbook.css', headers: gzip, status: 200 },
  { path: '/assets/search.js', headers: gzip, status: 200 },
  { path: '/assets/logo.svg', status: 200 },
  { path: '/assets/missing.css', status: 404 },
  { path: '/assets/', status: 404 },
  { path: '/nothing-here', status: 404 },
  { ...login('ada', 'analytical engine'), status: 200 },
  { ...login('ada', 'difference engine'), status: 401 },
  { ...login('nobody', 'difference engine'), status: 401 },
  { ...post('/accounts/login', { name: 'ada' }), status: 400 },
  { ...register('grace', 'nanoseconds'), status: 201 },
  { ...register('grace', 'nanoseconds'), status: 409 },
  { ...login('grace', 'nanoseconds'), status: 200 },
  { path: '/accounts/me', status: 401 },
];

describe('a TypeScript HTTP server', () => {
  let app: AppPair;
  let before: LintRun;
  let after: LintRun;

  beforeAll(async () => {
    app = await setUpApp({
      app: 'http-server',
      tarballs: inject('tarballs'),
      lintPackages: ['typescript', 'typescript-eslint'],
      eslintConfig,
      prepare: (folder) => commitEverything(folder, 'Write the first three pages'),
    });
    before = await eslint(app.fixed, ['.']);
    after = await eslint(app.fixed, ['--fix', '.']);
  });

  afterAll(() => app[Symbol.asyncDispose]());

  test('every blocking call that runs in async code is reported, and no other', () => {
    expect(before.code).toBe(1);
    expect(summarize(before.reports)).toEqual([
      'src/accounts.ts scryptSync',
      'src/accounts.ts writeFileSync',
      'src/accounts.ts renameSync',
      'src/accounts.ts scryptSync',
      'src/app.ts readFileSync',
      'src/assets.ts statSync',
      'src/assets.ts gzipSync',
      'src/assets.ts readFileSync',
      'src/assets.ts readFileSync',
      'src/compression.ts zlib.brotliCompressSync',
      'src/compression.ts zlib.gzipSync',
      'src/pages.ts listPages → fs.readdirSync',
      'src/pages.ts fs.readFileSync',
      'src/pages.ts listPages',
      'src/pages.ts fs.statSync',
      'src/pages.ts fs.existsSync',
      'src/pages.ts fs.readFileSync',
      'src/pages.ts fs.readFileSync',
      'src/pages.ts fs.statSync',
      'src/pages.ts fs.accessSync',
      'src/pages.ts execFileSync',
      'src/pages.ts listPages',
      'src/pages.ts fs.readFileSync',
      'src/pages.ts gzipSync',
      'src/templates.ts readFileSync',
    ]);
  });

  // What is left makes `eslint --fix` exit with 1. A person has to decide about it: two runs of `add` must not both
  // find a name free, or move each other's file; `listPages` is sync, and its three callers would have to change.
  test('eslint --fix leaves what another request could disturb, and helpers, and says so', () => {
    const meanwhile = 'could come in between';
    const another = 'another run of the function';
    const listPages = 'src/pages.ts listPages → fs.readdirSync';
    expect(after.code).toBe(1);
    expect(after.stderr).toBe('');
    expect(summarizeReasons(after.reports)).toEqual([
      [
        'src/accounts.ts scryptSync',
        `\`this.#accounts\` is read on line 41 and changed on line 44, and the function on line 72 ${meanwhile}`,
      ],
      [
        'src/accounts.ts writeFileSync',
        `\`\` \`\${this.#file}.new\` \`\` is changed here and changed on line 47, and ${another} ${meanwhile}`,
      ],
      [
        'src/accounts.ts renameSync',
        `\`this.#accounts\` is read on line 46 and \`this\` read on line 75, and ${another} ${meanwhile}`,
      ],
      [
        'src/accounts.ts scryptSync',
        '`this.#accounts` is read on line 52 and `this.#accounts.hash` read on line 54, and `add` could come in between',
      ],
      [listPages, undefined],
      ['src/pages.ts listPages', undefined],
      ['src/pages.ts listPages', undefined],
    ]);
  });

  test('a second eslint --fix changes nothing', async () => {
    const once = await readTree(app.fixed);
    const again = await eslint(app.fixed, ['--fix', '.']);
    expect(again).toEqual({ ...after, outputs: {} });
    expect(await readTree(app.fixed)).toEqual(once);
  });

  test('the fixed server type-checks and builds', async () => {
    const tsc = 'node_modules/typescript/bin/tsc';
    for (const folder of [app.original, app.fixed]) {
      const { code, stdout } = await runNode([tsc], { cwd: folder });
      expect(stdout).toBe('');
      expect(code).toBe(0);
    }
  });

  describe.each(['src/server.ts', 'dist/server.js'])('%s, fixed, does what the original does', (entry) => {
    let original: RunningServer;
    let fixed: RunningServer;

    beforeEach(async () => {
      for (const folder of [app.original, app.fixed]) {
        await copyFile(
          join(import.meta.dirname, 'apps/http-server/data/accounts.json'),
          join(folder, accountsFile),
        );
      }
      original = await RunningServer.start(app.original, 'src/server.ts');
      fixed = await RunningServer.start(app.fixed, entry);
    });

    afterEach(async () => {
      await original[Symbol.asyncDispose]();
      await fixed[Symbol.asyncDispose]();
    });

    test('one request after the other', async () => {
      for (const { status, ...request } of requests) {
        const [expected, actual] = await sendBoth(request);
        const name = `${request.method ?? 'GET'} ${request.path}`;
        expect({ name, status: expected.status }).toEqual({ name, status });
        expect({ name, ...comparable(actual) }).toEqual({ name, ...comparable(expected) });
      }
      expect(await accountNames(app.fixed)).toEqual(['ada', 'grace']);
      expect(await accountNames(app.original)).toEqual(['ada', 'grace']);
    });

    test('a session that one request opens holds in the next', async () => {
      for (const server of [original, fixed]) {
        const signedIn = await server.send(login('ada', 'analytical engine'));
        const cookie = signedIn.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
        expect(cookie).toMatch(/^session=[\w-]{32}$/);
        const { status, body } = await server.send({ path: '/accounts/me', headers: { cookie } });
        expect({ status, body: body.toString() }).toEqual({ status: 200, body: '{"name":"ada"}' });
      }
    });

    test('a browser that has the file already gets no second copy', async () => {
      for (const server of [original, fixed]) {
        const { headers } = await server.send({ path: '/assets/logo.svg' });
        const again = await server.send({
          path: '/assets/logo.svg',
          headers: { 'if-none-match': headers.etag ?? '' },
        });
        expect({ status: again.status, length: again.body.length }).toEqual({ status: 304, length: 0 });
      }
    });

    test('many readers at the same time', async () => {
      const readers = Array.from({ length: 4 }, () =>
        requests.filter(({ method }) => method === undefined),
      ).flat();
      const answers = await Promise.all(readers.map((request) => sendBoth(request)));
      for (const [expected, actual] of answers) expect(comparable(actual)).toEqual(comparable(expected));
    });

    test('many new accounts at the same time', async () => {
      const names = Array.from({ length: 12 }, (_, index) => `reader-${String.fromCharCode(97 + index)}`);
      for (const [server, folder] of [
        [original, app.original],
        [fixed, app.fixed],
      ] as const) {
        const answers = await Promise.all(names.map((name) => server.send(register(name, 'long enough'))));
        expect(answers.map(({ status }) => status)).toEqual(names.map(() => 201));
        expect(await accountNames(folder)).toEqual(['ada', ...names]);
      }
    });

    test('one name that many want at the same time', async () => {
      for (const [server, folder] of [
        [original, app.original],
        [fixed, app.fixed],
      ] as const) {
        const wanted = Array.from({ length: 8 }, () => server.send(register('grace', 'nanoseconds')));
        const statuses = (await Promise.all(wanted)).map(({ status }) => status);
        expect(statuses.toSorted()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
        expect(await accountNames(folder)).toEqual(['ada', 'grace']);
      }
    });

    test('both end when they are asked to, with nothing on the error output', async () => {
      await sendBoth({ path: '/download' });
      const endings = [await original.stop(), await fixed.stop()];
      expect(endings[0]?.stderr).toBe('');
      expect(endings[1]).toEqual(endings[0]);
    });

    function sendBoth(request: Request): Promise<[Answer, Answer]> {
      return Promise.all([original.send(request), fixed.send(request)]);
    }
  });
});

/** An answer without what differs from one moment or session to the next. */
function comparable({ status, headers, body }: Answer) {
  const { date, 'set-cookie': cookies, ...stable } = headers;
  expect(date).toBeDefined();
  const masked = cookies?.map((cookie) => cookie.replace(/^session=[\w-]{32};/, 'session=…;'));
  return { status, headers: { ...stable, cookies: masked }, body: body.toString('latin1') };
}

async function accountNames(folder: string): Promise<string[]> {
  const accounts = JSON.parse(await readFile(join(folder, accountsFile), 'utf8')) as { name: string }[];
  return accounts.map(({ name }) => name);
}
