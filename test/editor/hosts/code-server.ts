import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { Installation } from './code-server-install.ts';
import { editorEnvironment } from './editor-environment.ts';
import { runVisibly } from '../../support/installed.ts';

const CHROMIUM_FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface ServerOptions {
  readonly trusted: boolean;
  /**
   * Whether messages pop up as they do for everybody. Not in a window that runs a suite: VS Code hides them in those, and
   * runs suites in no others.
   */
  readonly hasMessages?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

export async function startChromium(installation: Installation): Promise<Browser> {
  return chromium.launch({
    executablePath: installation.chromium,
    args: CHROMIUM_FLAGS,
    // Chromium refuses to sandbox itself for the superuser.
    chromiumSandbox: process.getuid?.() !== 0,
  });
}

/** A VS Code server on the loopback, with the extension installed, and a browser for its windows. */
export class CodeServer implements AsyncDisposable {
  readonly version: string;
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  readonly #browser: Browser;
  readonly #authority: string;

  private constructor(version: string, child: ChildProcess, browser: Browser, authority: string) {
    this.version = version;
    this.#child = child;
    this.#closed = once(child, 'close');
    this.#browser = browser;
    this.#authority = authority;
  }

  static async start(
    profile: Profile,
    { trusted, hasMessages = false, environment = {} }: ServerOptions,
  ): Promise<CodeServer> {
    const port = await freePort();
    const args = [
      profile.installation.server,
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
      ...['--accept-server-license-terms', '--disable-telemetry'],
      ...(hasMessages ? [] : ['--enable-smoke-test-driver']),
      ...(trusted ? ['--disable-workspace-trust'] : []),
      ...profile.folders,
    ];
    const child = spawn(process.execPath, args, {
      env: editorEnvironment(environment),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await webIsAvailable(child);
    const browser = await startChromium(profile.installation);
    return new CodeServer(profile.installation.version, child, browser, `localhost:${port}`);
  }

  async newPage(): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    // Machines that run tests have other things to do as well.
    context.setDefaultTimeout(120_000);
    return context.newPage();
  }

  /** The address of a window on a folder or a `.code-workspace` file, with extensions and tests in development. */
  url(path: string, payload: readonly (readonly [string, string])[] = []): string {
    const query = new URLSearchParams({ [path.endsWith('.code-workspace') ? 'workspace' : 'folder']: path });
    if (payload.length > 0) query.set('payload', JSON.stringify(payload));
    return `http://${this.#authority}/?${query.toString()}`;
  }

  /** A path on the machine of the server, as windows know it. */
  remoteUri(path: string): string {
    return `vscode-remote://${this.#authority}${path}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    this.#child.kill('SIGTERM');
    await this.#closed;
  }
}

/** The folders of a fresh VS Code: nothing of the user's own gets in, nothing of the tests gets out. */
export class Profile implements AsyncDisposable {
  readonly installation: Installation;
  readonly #root: string;

  private constructor(installation: Installation, root: string) {
    this.installation = installation;
    this.#root = root;
  }

  /** Makes a profile with an extension installed from its .vsix. */
  static async create(installation: Installation, vsix: string): Promise<Profile> {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'to-thread-code-server-')));
    const profile = new Profile(installation, root);
    const install = [installation.server, '--install-extension', vsix, '--accept-server-license-terms'];
    await runVisibly(process.execPath, [...install, ...profile.folders], { env: editorEnvironment() });
    return profile;
  }

  /** The flags that name the folders. */
  get folders(): readonly string[] {
    return ['--server-data-dir', join(this.#root, 'data'), '--extensions-dir', this.extensions];
  }

  /** What the extensions of this profile have logged. */
  async logs(): Promise<string> {
    const folder = join(this.#root, 'data', 'data', 'logs');
    const files = await readdir(folder, { recursive: true }).catch(() => []);
    const logs = files.filter((file) => file.endsWith('.log'));
    return (
      await Promise.all(logs.map(async (file) => `${file}\n${await readFile(join(folder, file), 'utf8')}`))
    ).join('\n');
  }

  /** Absolute path of the folder of installed extensions. */
  get extensions(): string {
    return join(this.#root, 'extensions');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#root, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function webIsAvailable(child: ChildProcess): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (output.includes('Web UI available')) resolve();
      });
    }
    child.once('error', reject);
    child.once('close', () => {
      reject(new Error(`code-server ended before it listened:\n${output}`));
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}
