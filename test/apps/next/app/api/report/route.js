import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { moduleFunction, ThreadPoolExecutor, toThread } from 'to-thread';
import { digest } from '../../../digest.js';

export const dynamic = 'force-dynamic';

const named = moduleFunction('./digest.js', 'digest', pathToFileURL(join(process.cwd(), 'package.json')));
const outcomeOf = (call) => call.then((value) => ({ value }), ({ code, message }) => ({ code, message }));

export async function GET() {
  const sample = process.env.SAMPLE;
  const pool = new ThreadPoolExecutor({ maxWorkers: 1 });
  const report = {
    text: await outcomeOf(toThread(readFileSync, sample, 'utf8')),
    isFile: await outcomeOf(toThread(statSync, sample).then((stats) => stats.isFile())),
    missing: await outcomeOf(toThread(readFileSync, `${sample}.missing`)),
    inline: await outcomeOf(toThread((n) => n * 2, 21)),
    own: await outcomeOf(toThread(digest, 'abc')),
    named: await outcomeOf(toThread(named, 'abc')),
    pool: await outcomeOf(pool.submit(Math.max, 1, 2)),
  };
  await pool.shutdown();
  return Response.json(report);
}
