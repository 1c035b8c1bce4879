import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toThread } from 'to-thread';

const report = (error) => console.log(error.code, error.cause?.code ?? '');
await toThread(readFileSync, join(tmpdir(), 'unreadable')).then(() => console.log('read'), report);
await toThread(() => 1).then(console.log, report);
