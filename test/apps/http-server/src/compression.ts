import zlib from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';

/** Compresses text that is worth it, for clients that can read it. */
export function compressResponses(app: FastifyInstance, config: Config): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || Buffer.byteLength(payload) <= config.compressAbove) return payload;
    reply.header('vary', 'accept-encoding');

    const accepted = request.headers['accept-encoding'] ?? '';
    if (accepted.includes('br')) {
      reply.header('content-encoding', 'br');
      return zlib.brotliCompressSync(payload, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } });
    }
    if (accepted.includes('gzip')) {
      reply.header('content-encoding', 'gzip');
      return zlib.gzipSync(payload);
    }
    return payload;
  });
}
