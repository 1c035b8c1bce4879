import { appendFileSync } from 'node:fs';
async function fatal(message: string): Promise<never> {
  appendFileSync('errors', `${message}\n`);
  process.exit(2);
}
export function configure(level: string): void {
  if (!/^\d$/.test(level)) fatal(`bad level ${level}`);
  console.log('level', Number(level));
}
