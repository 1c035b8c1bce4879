'use strict';

const fs = require('fs');
const path = require('path');
const { listFiles, parseNote } = require('./notes.js');

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function page({ title, body, words }) {
  const paragraphs = body.split(/\n{2,}/).map((block) => `<p>${escape(block).replace(/\n/g, '<br>')}</p>`);
  return `<!doctype html>
<title>${escape(title)}</title>
<h1>${escape(title)}</h1>
${paragraphs.join('\n')}
<footer>${words} words</footer>
`;
}

// True when there is nothing to do: the target is there and not older than its source.
const isFresh = async (source, target) =>
  fs.existsSync(target) && fs.statSync(target).mtimeMs >= fs.statSync(source).mtimeMs;

async function build(folder, out, { clean = false } = {}) {
  const counts = { written: 0, kept: 0, copied: 0 };
  if (clean) fs.rmSync(out, { recursive: true, force: true });
  if (!fs.existsSync(out)) fs.mkdirSync(out, { recursive: true });

  const index = [];
  for (const file of listFiles(folder)) {
    const source = path.join(folder, file);
    if (!file.endsWith('.txt')) {
      fs.mkdirSync(path.dirname(path.join(out, file)), { recursive: true });
      fs.copyFileSync(source, path.join(out, file));
      counts.copied++;
      continue;
    }

    const note = parseNote(fs.readFileSync(source, 'utf8'));
    const target = path.join(out, file.replace(/\.txt$/, '.html'));
    index.push({ title: note.title, href: path.relative(out, target).replaceAll(path.sep, '/') });
    if (await isFresh(source, target)) {
      counts.kept++;
      continue;
    }
    if (!fs.existsSync(path.dirname(target))) fs.mkdirSync(path.dirname(target));
    fs.writeFileSync(target, page(note));
    counts.written++;
  }

  const list = index.map(({ title, href }) => `<li><a href="${href}">${escape(title)}</a>`).join('\n');
  fs.writeFileSync(path.join(out, 'index.html'), `<!doctype html>\n<title>Notes</title>\n<ul>\n${list}\n</ul>\n`);
  return counts;
}

module.exports = { build };
