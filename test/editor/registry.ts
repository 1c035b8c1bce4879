import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { npm } from '../support/npm.ts';

const runtimeFolder = resolve(import.meta.dirname, '../../runtime');

/** A package registry on the loopback that has one package: the runtime, packed from this repository. */
export interface Registry extends AsyncDisposable {
  readonly url: string;
}

/** Packs the runtime and serves it, so that it is installed as a user installs it: by its name. */
export async function startRegistry(): Promise<Registry> {
  const folder = await mkdtemp(join(tmpdir(), 'to-thread-registry-'));
  const answer = await npm(['pack', '--json', '--pack-destination', folder], runtimeFolder);
  const [packed] = JSON.parse(answer) as { filename: string }[];
  if (!packed) throw new Error(`npm pack of the runtime named no file: ${answer}`);
  const tarball = await readFile(join(folder, packed.filename));
  const manifest = JSON.parse(await readFile(join(runtimeFolder, 'package.json'), 'utf8')) as Manifest;
  await rm(folder, { recursive: true });

  const server = createServer(({ url: path, headers: { host } }, response) => {
    if (path === `/${manifest.name}`) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(packument(manifest, tarball, `http://${host ?? ''}`)));
    } else if (path === '/tarball.tgz') {
      response.end(tarball);
    } else {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the registry has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** What a registry says of a package. */
function packument(manifest: Manifest, tarball: Buffer, url: string): object {
  const { name, version } = manifest;
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  return {
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...manifest, dist: { tarball: `${url}/tarball.tgz`, integrity } } },
  };
}
