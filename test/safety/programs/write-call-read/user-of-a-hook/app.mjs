import { readFileSync } from 'node:fs';
let visitor;
export function plugin(fastify) {
  fastify.addHook('onRequest', (request, reply, done) => {
    visitor = request.user;
    done();
  });
  fastify.get('/', async () => {
    const page = readFileSync('a', 'utf8');
    return visitor + page;
  });
}
