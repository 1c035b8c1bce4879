// A single executable has no modules around it but those beside its own file.
const process = require('node:process');
const { pathToFileURL } = require('node:url');
const library = require('to-thread');
const { digest } = require('./digest.cjs');
const { printReport } = require('./report.js');

const named = library.moduleFunction('./digest.cjs', 'digest', pathToFileURL(process.execPath));
printReport(library, {
  ownFunction: [digest, digest, 'abc'],
  named: [named, digest, 'abc'],
});
