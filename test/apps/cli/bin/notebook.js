#!/usr/bin/env node
'use strict';

const { readFileSync } = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { build } = require('../lib/build.js');
const { check } = require('../lib/check.js');
const { archive, stats } = require('../lib/report.js');
const pkg = JSON.parse(readFileSync(path.join(__dirname, '../package.json'), 'utf8'));

const usage = `Usage: notebook <command> <folder> [options]

Commands:
  build <folder> --out <folder> [--clean]   write HTML pages
  check <folder>                            find broken links
  stats <folder> [--json]                   count words and tasks
  show <folder> <note>                      print one note
  archive <folder> --out <file>             pack all notes into one .gz file

Exit codes: 0 fine, 1 broken links, 2 wrong use, 3 a file is missing`;

class UsageError extends Error {}

async function main(argv) {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      clean: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      version: { type: 'boolean', default: false },
    },
  });
  if (values.version) return console.log(`notebook ${pkg.version}`);

  const [command, folder, note] = positionals;
  if (!command || !folder) throw new UsageError('a command and a folder are needed');

  switch (command) {
    case 'build': {
      if (!values.out) throw new UsageError('build needs --out');
      const { written, kept, copied } = await build(folder, values.out, values);
      console.log(`${written} written, ${kept} up to date, ${copied} copied`);
      break;
    }
    case 'check': {
      const broken = await check(folder);
      for (const { file, line, target } of broken) console.log(`${file}:${line} ${target} is missing`);
      if (broken.length > 0) process.exitCode = 1;
      else console.log('all links work');
      break;
    }
    case 'stats':
      console.log(await stats(folder, values));
      break;
    case 'show':
      if (!note) throw new UsageError('show needs the name of a note');
      process.stdout.write(readFileSync(path.join(folder, note.endsWith('.txt') ? note : `${note}.txt`), 'utf8'));
      break;
    case 'archive':
      if (!values.out) throw new UsageError('archive needs --out');
      console.log(await archive(folder, values.out));
      break;
    default:
      throw new UsageError(`there is no command ${command}`);
  }
}

main(process.argv.slice(2)).catch((error) => {
  if (error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS')) {
    console.error(`notebook: ${error.message}\n\n${usage}`);
    process.exitCode = 2;
  } else if (error.code === 'ENOENT') {
    console.error(`notebook: ${error.path} does not exist`);
    process.exitCode = 3;
  } else {
    console.error(`notebook: ${error.message}`);
    process.exitCode = 70;
  }
});
