'use strict';

const { existsSync, readFileSync } = require('fs');
const { dirname, join } = require('path');
const { listFiles } = require('./notes.js');

const link = /(?:^|\s)(\.{0,2}\/[\w./-]+)/g;

// Links are relative paths in the text: ./other.txt or ../photos/cake.jpg.
async function check(folder) {
  const broken = [];
  for (const file of listFiles(folder)) {
    if (!file.endsWith('.txt')) continue;
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    for (let i = 0; i < lines.length; i++) {
      for (const [, target] of lines[i].matchAll(link)) {
        if (!existsSync(join(folder, dirname(file), target))) broken.push({ file, line: i + 1, target });
      }
    }
  }
  return broken;
}

module.exports = { check };
