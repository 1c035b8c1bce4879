'use strict';

const fs = require('fs');
const path = require('path');

// The files below a folder, relative to it, in a stable order.
function listFiles(folder, prefix = '') {
  return fs
    .readdirSync(path.join(folder, prefix), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = prefix ? `${prefix}/${entry.name}` : entry.name;
      return entry.isDirectory() ? listFiles(folder, name) : [name];
    });
}

function parseNote(text) {
  const [title = '', ...rest] = text.split('\n');
  const body = rest.join('\n').trim();
  const tasks = body.match(/^\[[ x]\] .+$/gm) ?? [];
  return {
    title: title.trim(),
    body,
    words: body.split(/\s+/).filter(Boolean).length,
    open: tasks.filter((task) => task.startsWith('[ ]')).length,
    done: tasks.filter((task) => task.startsWith('[x]')).length,
  };
}

module.exports = { listFiles, parseNote };
