import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import * as path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const source = path.join(root, 'src');
const out = path.resolve(process.argv[2] ?? path.join(root, 'dist'));
const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));

const compressible = /\.(?:css|html|js|json|svg)$/;
const hashed = /^(?:styles|scripts|images)\//;

function* walk(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(file);
    else yield file;
  }
}

function hashedName(name, content) {
  const { dir, name: base, ext } = path.posix.parse(name);
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 8);
  return path.posix.join(dir, `${base}.${digest}${ext}`);
}

/** Copies what is served under a hashed name; gives old name → new name. */
async function copyAssets() {
  const names = new Map();
  for (const file of walk(source)) {
    const name = path.relative(source, file).replaceAll(path.sep, '/');
    if (!hashed.test(name)) continue;
    const content = fs.readFileSync(file);
    const target = hashedName(name, content);
    fs.mkdirSync(path.dirname(path.join(out, target)), { recursive: true });
    fs.copyFileSync(file, path.join(out, target));
    names.set(name, target);
  }
  return names;
}

/** Each page is rendered by a step of its own, as the people who write the pages run it by hand too. */
async function renderPages(names) {
  const values = path.join(out, 'values.json');
  fs.writeFileSync(values, JSON.stringify({ version, assets: Object.fromEntries(names) }))
  try {
    for (const page of fs.readdirSync(source).filter((name) => name.endsWith('.html'))) {
      const html = execFileSync(process.execPath, [path.join(root, 'steps/render.mjs'), path.join(source, page), values], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      fs.writeFileSync(path.join(out, page), html)
    }
  } finally {
    fs.unlinkSync(values);
  }
}

const compress = async (file) => {
  const content = fs.readFileSync(file);
  const packed = {
    br: brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    gz: gzipSync(content, { level: 9 }),
  };
  for (const [extension, bytes] of Object.entries(packed)) {
    if (bytes.length < content.length) fs.writeFileSync(`${file}.${extension}`, bytes);
  }
};

async function writeManifest(names) {
  const files = {};
  for (const file of walk(out)) {
    const name = path.relative(out, file).replaceAll(path.sep, '/');
    files[name] = {
      bytes: fs.statSync(file).size,
      integrity: `sha256-${createHash('sha256').update(fs.readFileSync(file)).digest('base64')}`,
    };
  }
  const manifest = { version, assets: Object.fromEntries(names), files };
  fs.writeFileSync(path.join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return Object.keys(files).length;
}

async function verify() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'steps/verify.mjs'), out], { encoding: 'utf8' });
  process.stdout.write(stdout);
  if (status !== 0) throw new Error(`the built page is broken (exit code ${status}): ${stderr.trim()}`);
}

async function build() {
  if (fs.existsSync(out)) fs.rmSync(out, { recursive: true });
  fs.mkdirSync(out, { recursive: true });
  const names = await copyAssets();
  await renderPages(names);
  await Promise.all([...walk(out)].filter((file) => compressible.test(file)).map(compress));
  const count = await writeManifest(names);
  await verify();
  console.log(`landing-page ${version}: ${count} files`);
}

try {
  await build();
} catch (error) {
  if (error.status !== undefined) console.error(`build: a step failed with exit code ${error.status}\n${String(error.stderr).trim()}`);
  else console.error(`build: ${error.message}`);
  process.exitCode = 1;
}
