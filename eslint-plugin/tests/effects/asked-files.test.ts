import { testVerdicts } from '../support/verdicts.ts';
import type { Judged } from '../support/verdicts.ts';

const IMPORT =
  "import * as o from './other.js';\nimport { Store } from './store.js';\nconst store = new Store();\n";
const func = (body: string) => `${IMPORT}export async function f(dir, name, x) { ${body} }`;

const together = (body: string): Judged => [func(body), ['interleaving']];
const apart = (body: string): Judged => [func(body), 'fixed'];

testVerdicts('what is written depends on what another file of the project has looked up', [
  together("const c = o.loadConfig(); c[name] = x; writeFileSync('config.json', JSON.stringify(c));"),
  together("const c = { ...o.loadConfig(), x }; writeFileSync('config.json', JSON.stringify(c));"),
  together('const list = store.read(); writeFileSync(store.file, JSON.stringify([...list, x]));'),
  together("const c = o.loadConfig(); c[name] = x; writeFileSync('config.json', o.print(c));"),
  together('const target = o.uniqueName(dir, name); writeFileSync(target, x); return target;'),
  together('const number = o.latestRelease() + 1; fs.mkdirSync(`${dir}/${number}`);'),
  together("if (o.hasUser(name)) return; writeFileSync('users/' + name, x);"),
  together("if (!store.has(name)) { writeFileSync('users/' + name, x); }"),
  together("if (x <= o.currentVersion()) throw new Error(); writeFileSync('VERSION', String(x));"),
]);

testVerdicts('what another file of the project is given the path of', [
  together('o.backup(name); writeFileSync(name, x);'),
  together('appendFileSync(name, o.isEmpty(name) ? dir + x : x);'),
  together('writeFileSync(path.join(dir, `${o.count(dir) + 1}.eml`), x);'),
]);

const handler = (body: string) => `export async function f(request, response, name) { ${body} }`;

testVerdicts('a response that tells of a file, and one that reads it', [
  [handler('if (existsSync(name)) return response.send({ name }); return 0;'), 'fixed'],
  [handler('fs.appendFileSync(name, request.body); response.status(201).json({ file: name });'), 'fixed'],
  [handler('fs.appendFileSync(name, request.body); response.sendFile(name);'), ['interleaving']],
  // A queue is no response, and may do anything to a file that it is told of.
  [
    'export async function f(queue, name, x) { fs.appendFileSync(name, x); queue.send({ file: name }); }',
    ['interleaving'],
  ],
]);

testVerdicts('what is written is made of what the function was given', [
  apart('writeFileSync(name, o.render(x));'),
  apart('const text = o.format(x); writeFileSync(name, text);'),
  apart('const target = path.join(dir, o.slug(name)); writeFileSync(target, x);'),
  apart('writeFileSync(o.pathOf(name), o.toCsv(x));'),
  apart('writeFileSync(o.getOutputPath(name), x);'),
  apart('const title = o.label(name); writeFileSync(name, title + x);'),
  apart('o.validate(name); writeFileSync(name, x);'),
]);

testVerdicts('what was looked up has to do with another file', [
  apart('const { outDir } = o.loadConfig(); writeFileSync(`${outDir}/${name}`, x);'),
  apart('const user = o.getUser(x); writeFileSync(`${dir}/${name}.html`, o.render(user));'),
  apart('const c = o.loadConfig(); writeFileSync(path.join(c.out, name), o.render(x));'),
  apart('if (o.isEnabled(x)) writeFileSync(name, x);'),
  apart('if (!o.isAllowed(name)) return; writeFileSync(name, x);'),
  apart("const c = await o.loadConfig(); writeFileSync('config.json', JSON.stringify({ ...c, x }));"),
]);
