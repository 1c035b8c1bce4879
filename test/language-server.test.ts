/** The language server as a registry would serve it, installed and driven by a client that is not VS Code's. */
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  CodeActionRequest,
  DidOpenTextDocumentNotification,
  type CodeAction,
  type Diagnostic,
} from 'vscode-languageserver-protocol/node';
import { Session } from './language-server/session.ts';
import { installToThread, removeFolder, temporaryFolder } from './support/app.ts';
import { install, npm } from './support/npm.ts';
import { runNode } from './support/program.ts';
import { pack } from './support/tarballs.ts';

const BLOCKING = `import { readFileSync } from 'node:fs';

export async function load(file) {
  return readFileSync(file, 'utf8');
}
`;

/** A configuration that prints, as many do while they are being written. */
const CONFIG = `import toThread from 'eslint-plugin-to-thread';

console.log('this would end up within the messages');
process.stdout.write('so would this\\n');
export default [toThread.configs.recommended];
`;

let folder: string;
let program: string;

beforeAll(async () => {
  folder = await temporaryFolder('language-server');
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'app', private: true, type: 'module' }),
  );
  await installToThread(folder, { tarballs: inject('tarballs') });
  await install(folder, [await pack('extension/language-server', folder)], ['--no-save']);
  program = join(folder, 'node_modules/to-thread-language-server/dist/to-thread-language-server.cjs');
  await writeFile(join(folder, 'load.js'), BLOCKING);
  await writeFile(join(folder, 'eslint.config.js'), CONFIG);
});

afterAll(() => removeFolder(folder));

/** Opens a file of the project and waits for its problems. */
async function problemsOf(session: Session, name: string): Promise<Diagnostic[]> {
  const uri = uriOf(name);
  const text = await readFile(join(folder, name), 'utf8');
  const textDocument = { uri, languageId: 'javascript', version: 1, text };
  await session.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  await expect.poll(() => session.problems.get(uri), { timeout: 30_000 }).toBeDefined();
  return session.problems.get(uri)?.diagnostics ?? [];
}

function uriOf(name = ''): string {
  return pathToFileURL(join(folder, name)).href;
}

describe('the packed language server', () => {
  test('has its program, its page and its licence, needs nothing else, and starts by its name', async () => {
    const installed = join(folder, 'node_modules/to-thread-language-server');
    const files = (await readdir(installed, { recursive: true })).sort();
    expect(files).toEqual([
      ...[
        'LICENSE',
        'README.md',
        'dist',
        'dist/THIRD-PARTY-NOTICES.txt',
        'dist/linter.cjs',
        'dist/to-thread-language-server.cjs',
        'package.json',
      ],
    ]);
    const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(manifest).not.toHaveProperty('dependencies');
    const version = await npm(['exec', '--no', '--', 'to-thread-language-server', '--version'], folder);
    expect(version.trim()).toBe(manifest.version);
  });

  test('says how it is used when nothing says how to speak', async () => {
    const { code, stdout, stderr } = await runNode([program], { cwd: folder });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('--stdio');
  });

  test('finds and fixes a call with nothing configured, and ends when it is told to', async () => {
    const session = await Session.start(program, uriOf());
    const [problem, ...others] = await problemsOf(session, 'load.js');
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: 'no-blocking-in-async', severity: 2 });
    const actions = (await session.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: uriOf('load.js') },
      range: problem?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [] },
    })) as CodeAction[];
    const edits = actions[0]?.edit?.changes?.[uriOf('load.js')] ?? [];
    expect(edits.map(({ newText }) => newText).join('')).toContain('await toThread');
    expect(await session.end()).toBe(0);
  });

  test('uses the ESLint configuration of a project that is trusted, whatever that prints', async () => {
    const session = await Session.start(program, uriOf(), { trusted: true });
    // The configuration asks for errors; the rules by themselves only warn.
    expect(await problemsOf(session, 'load.js')).toMatchObject([{ severity: 1 }]);
    expect(await session.end()).toBe(0);
  });

  test('ends with the editor, also when that says nothing', async () => {
    const session = await Session.start(program, uriOf());
    const ended = once(session.child, 'exit');
    session.child.stdin?.end();
    await ended;
  });
});
