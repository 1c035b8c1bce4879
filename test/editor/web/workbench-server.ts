import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';

/** What the pages of VS Code for the Web are made from, as absolute paths. */
interface Folders {
  /** VS Code's own files. */
  readonly build: string;
  /** The extension as it was installed. */
  readonly extension: string;
  /** The extension with the suite, which keeps the files of the workspace. */
  readonly harness: string;
}

/** What gives files their languages. */
const LANGUAGES = ['typescript-basics', 'javascript', 'html'];

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** A server of files that knows nothing of VS Code: all that runs, runs in the browser. */
export class WorkbenchServer implements AsyncDisposable {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server, authority: string) {
    this.#server = server;
    this.url = `http://${authority}/`;
  }

  static async start(folders: Folders): Promise<WorkbenchServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the system gave no port');
    const authority = `localhost:${address.port}`;
    server.on('request', (request, response) => {
      const { pathname } = new URL(request.url ?? '/', `http://${authority}`);
      const isPage = pathname === '/';
      const answer = isPage ? page(authority, folders) : file(decodeURIComponent(pathname), folders);
      answer.then(
        (content) => {
          const type = isPage ? 'text/html' : (TYPES[extname(pathname)] ?? 'application/octet-stream');
          response.writeHead(200, { 'content-type': type }).end(content);
        },
        () => response.writeHead(404).end(),
      );
    });
    return new WorkbenchServer(server, authority);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

/** The page of a window on a folder that only the harness has. */
async function page(authority: string, { build }: Folders): Promise<string> {
  const at = (path: string): object => ({ scheme: 'http', authority, path });
  const configuration = {
    folderUri: { scheme: 'memory', authority: '', path: '/workspace' },
    additionalBuiltinExtensions: [
      ...LANGUAGES.map((name) => at(`/build/extensions/${name}`)),
      at('/extension'),
    ],
    developmentOptions: { extensions: [at('/harness')], extensionTestsPath: at('/harness/suite.js') },
    productConfiguration: { enableTelemetry: false },
    // Without these the workbench of code-server does not start.
    userDataPath: '/',
    isEnabledFileDownloads: false,
    isEnabledFileUploads: false,
    isEnabledCoderGettingStarted: false,
  };
  const values: Readonly<Record<string, string>> = {
    WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration).replaceAll('"', '&quot;'),
    WORKBENCH_WEB_BASE_URL: '/build',
    WORKBENCH_NLS_FALLBACK_URL: '/build/out/nls.messages.js',
    WORKBENCH_NLS_URL: '/build/out/nls.messages.js',
  };
  const template = await readFile(join(build, 'out/vs/code/browser/workbench/workbench.html'), 'utf8');
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}

async function file(pathname: string, folders: Folders): Promise<string | Buffer> {
  const [, root = '', ...rest] = pathname.split('/');
  const folder = new Map<string, string>(Object.entries(folders)).get(root);
  if (folder === undefined) throw new Error(`there is no ${pathname}`);
  const path = resolve(folder, ...rest);
  if (!path.startsWith(folder + sep)) throw new Error(`${pathname} is elsewhere`);
  const content = await readFile(path);
  return pathname.endsWith('/workbench/workbench.js') ? withoutServer(String(content)) : content;
}

/**
 * What code-server has changed in VS Code's workbench, changed back: it takes the place that its page comes from for a
 * VS Code server, with the settings of the user on its disk.
 */
const CHANGED: readonly (readonly [string | RegExp, string])[] = [
  ['remoteAuthority:location.host', 'remoteAuthority:void 0'],
  [/(?<=\.with\(\{scheme:\w+\.)vscodeRemote(?=\}\),"User"\))/, 'vscodeUserData'],
];

function withoutServer(workbench: string): string {
  return CHANGED.reduce((script, [code, original]) => {
    const restored = script.replace(code, original);
    if (restored === script) throw new Error(`The workbench has no ${String(code)} any more.`);
    return restored;
  }, workbench);
}
