import { fingerprint } from 'fingerprint';
import * as library from 'to-thread';
import { digest } from './digest-enum.ts';
import { printReport } from './report.js';

const named = library.moduleFunction<typeof digest>('./digest-enum.ts', 'digest', import.meta.url);
await printReport(library, {
  ownFunction: [digest, digest, 'abc'],
  named: [named, digest, 'abc'],
  packaged: [fingerprint, fingerprint, 'abc'],
});
