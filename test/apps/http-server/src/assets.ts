import { readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyPluginAsync } from 'fastify';
import type { Config } from './config.ts';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

const compressible = new Set(['.css', '.js', '.svg']);

export function assetRoutes(config: Config): FastifyPluginAsync {
  return async (app) => {
    app.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
      const file = join(config.publicFolder, normalize(`/${request.params['*']}`));
      const stats = statSync(file, { throwIfNoEntry: false });
      if (!stats?.isFile()) return reply.code(404).send({ error: 'no such asset' });

      const etag = `"${stats.size.toString(16)}-${Math.trunc(stats.mtimeMs).toString(16)}"`;
      reply.header('etag', etag).header('cache-control', 'max-age=300');
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();

      const extension = extname(file);
      reply.type(types[extension] ?? 'application/octet-stream');
      if (compressible.has(extension) && request.headers['accept-encoding']?.includes('gzip')) {
        return reply.header('content-encoding', 'gzip').send(gzipSync(readFileSync(file), { level: 9 }));
      }
      return reply.send(readFileSync(file));
    });
  };
}
