const { pathToFileURL } = require('node:url');
const { fingerprint } = require('fingerprint');
const library = require('to-thread');
const { digest } = require('./digest.cjs');
const { printReport } = require('./report.js');

const named = library.moduleFunction('./digest.cjs', 'digest', pathToFileURL(__filename));
printReport(library, {
  ownFunction: [digest, digest, 'abc'],
  named: [named, digest, 'abc'],
  packaged: [fingerprint, fingerprint, 'abc'],
});
