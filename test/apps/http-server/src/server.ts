import { createApp } from './app.ts';
import { loadConfig } from './config.ts';

const config = loadConfig();
const app = await createApp(config);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void app.close();
  });
}

try {
  const address = await app.listen({ host: process.env['HOST'] ?? '127.0.0.1', port: Number(process.env['PORT'] ?? 3000) });
  console.log(`${config.title} is listening on ${address}`);
} catch (error) {
  console.error(`Cannot listen: ${(error as Error).message}`);
  process.exitCode = 1;
}
