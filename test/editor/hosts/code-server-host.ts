import process from 'node:process';
import { MARK } from '../suite/mark.ts';
import { CodeServer, Profile } from './code-server.ts';
import { installCodeServer } from './code-server-install.ts';
import type { Installation } from './code-server-install.ts';
import type { Candidate, EditorHost, Run } from './host.ts';

/** The VS Code inside code-server, with its windows in Chromium. */
export const codeServer: Candidate = {
  name: 'code-server, with Chromium',
  async prepare() {
    const installation = await installCodeServer();
    return (vsix) => startCodeServer(installation, vsix);
  },
};

async function startCodeServer(installation: Installation, vsix: string): Promise<EditorHost> {
  const profile = await Profile.create(installation, vsix);
  return {
    name: `VS Code ${profile.installation.version} (code-server)`,
    run: (run) => runSuite(profile, run),
    [Symbol.asyncDispose]: () => profile[Symbol.asyncDispose](),
  };
}

async function runSuite(
  profile: Profile,
  { workspace, suite, extensions, trusted, environment }: Run,
): Promise<void> {
  await using server = await CodeServer.start(profile, { trusted, environment });
  const page = await server.newPage();
  // VS Code calls these two, which its desktop version has as parts of the process that starts it.
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
    print(args);
  });
  const exited = new Promise<number>((resolve, reject) => {
    page.on('crash', () => {
      reject(new Error('the window crashed'));
    });
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
  });
  await page.goto(
    server.url(workspace, [
      ...extensions.map((path) => ['extensionDevelopmentPath', server.remoteUri(path)] as const),
      ['extensionTestsPath', server.remoteUri(suite)],
    ]),
  );
  const code = await exited;
  if (code !== 0) throw new Error(`the suite ended with exit code ${code}`);
}

/** Shows the lines of the suite; all that the editor has to say besides only when asked. */
function print(args: readonly unknown[]): void {
  const line = args.map(String).join(' ');
  if (line.startsWith(MARK)) console.log(line.slice(MARK.length));
  else if (process.env['TO_THREAD_EDITOR_LOG'] !== undefined) console.log(line);
}
