import { fingerprint } from 'fingerprint';
import * as library from 'to-thread';
import { digest } from './digest.js';
import { printReport } from './report.js';

const named = library.moduleFunction('./digest.js', 'digest', import.meta.url);
await printReport(library, {
  ownFunction: [digest, digest, 'abc'],
  named: [named, digest, 'abc'],
  packaged: [fingerprint, fingerprint, 'abc'],
});
