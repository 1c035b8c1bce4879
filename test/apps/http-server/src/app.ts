import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { accountRoutes } from './accounts.ts';
import { assetRoutes } from './assets.ts';
import { compressResponses } from './compression.ts';
import { type Config, rootFolder } from './config.ts';
import { isMissingFile } from './errors.ts';
import { pageRoutes } from './pages.ts';

export async function createApp(config: Config): Promise<FastifyInstance> {
  const manifest = JSON.parse(readFileSync(join(rootFolder, 'package.json'), 'utf8')) as { version: string };
  const app = Fastify({ forceCloseConnections: true });

  app.setErrorHandler(async (error: NodeJS.ErrnoException & { statusCode?: number }, request, reply) => {
    if (isMissingFile(error)) {
      return reply.code(404).send({ error: 'not found', path: request.url, syscall: error.syscall });
    }
    const status = error.statusCode ?? 500;
    if (status >= 500) console.error(error);
    return reply.code(status).send({ error: error.message });
  });

  app.get('/health', async () => ({ status: 'ok', version: manifest.version }));

  compressResponses(app, config);
  await app.register(pageRoutes(config));
  await app.register(assetRoutes(config), { prefix: '/assets' });
  await app.register(accountRoutes(config), { prefix: '/accounts' });
  return app;
}
