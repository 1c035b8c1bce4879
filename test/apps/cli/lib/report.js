'use strict';

const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const zlib = require('zlib');
const { listFiles, parseNote } = require('./notes.js');

exports.stats = async function stats(folder, { json = false } = {}) {
  const files = listFiles(folder).filter((file) => file.endsWith('.txt'));
  const totals = { notes: files.length, bytes: 0, words: 0, open: 0, done: 0 };
  for (const file of files) {
    totals.bytes += fs.statSync(path.join(folder, file)).size;
    const { words, open, done } = parseNote(fs.readFileSync(path.join(folder, file)).toString('utf8'));
    totals.words += words;
    totals.open += open;
    totals.done += done;
  }
  if (json) return JSON.stringify(totals);
  return Object.entries(totals)
    .map(([name, value]) => `${name.padEnd(6)} ${String(value).padStart(8)}`)
    .join('\n');
};

exports.archive = async (folder, out) => {
  const parts = [];
  for (const file of listFiles(folder)) {
    const content = fs.readFileSync(path.join(folder, file));
    parts.push(Buffer.from(`${file}\0${content.length}\0`), content);
  }
  const packed = zlib.gzipSync(Buffer.concat(parts), { level: zlib.constants.Z_BEST_COMPRESSION });

  const partial = `${out}.partial`;
  try {
    fs.writeFileSync(partial, packed, { flag: 'wx' });
    fs.renameSync(partial, out);
  } catch (error) {
    if (error.code === 'EEXIST') throw new Error(`another archive is being written to ${partial}`, { cause: error });
    throw error;
  }
  const hash = crypto.createHash('sha256').update(fs.readFileSync(out)).digest('hex');
  return `${path.basename(out)} ${fs.statSync(out).size} bytes sha256 ${hash.slice(0, 16)}`;
};
