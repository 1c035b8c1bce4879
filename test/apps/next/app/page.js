import { readFileSync } from 'node:fs';
import { toThread } from 'to-thread';

export const dynamic = 'force-dynamic';

/** A component of the server that reads a file. */
export default async function Page() {
  return <p>{await toThread(readFileSync, process.env.SAMPLE, 'utf8')}</p>;
}
