import { readFileSync } from 'node:fs';
import { join } from 'node:path';
interface Request {
  readonly params: { readonly name: string };
}
interface Reply {
  code(status: number): Reply;
}
interface Server {
  get(path: string, handler: (request: Request, reply: Reply) => Promise<object>): void;
}
export async function routes(fastify: Server): Promise<void> {
  fastify.get('/users/:name', async (request, reply) => {
    try {
      return JSON.parse(readFileSync(join('users', `${request.params.name}.json`), 'utf8')) as object;
    } catch {
      reply.code(404);
      return { error: 'not found' };
    }
  });
}
