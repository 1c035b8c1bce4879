/**
 * Holds what `crossFile` finds in other files against what types find there, over real repositories: what both report,
 * what only types do, and what only `crossFile` does, with what types know of the function that is called. No packages
 * need be installed; the types of Node are those of this workspace.
 *
 * Run with `npm run bench:cross-file -w eslint-plugin -- <folders>`; `--all` lists each difference.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import ts from 'typescript';
import { ReportListener } from '../dist/details.js';
import plugin from '../dist/index.js';

const MAX_BYTES = 400_000;
const workspace = resolve(import.meta.dirname, '../..');

/** A report of a call whose function blocks in another file. */
interface Found {
  readonly line: number;
  readonly column: number;
  readonly way: string;
}

type ByPlace = ReadonlyMap<string, Found>;

const showsAll = process.argv.includes('--all');
const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (folders.length === 0) throw new Error('Name the folders of one or more repositories.');
const sums = { typed: 0, both: 0, contradicted: 0, more: 0 };
for (const folder of folders) {
  const copy = copyOf(resolve(folder));
  try {
    await compare(copy);
  } finally {
    rmSync(dirname(copy), { recursive: true });
  }
}
console.log(
  `all: ${sums.typed} by types, ${sums.both} of them without (${((100 * sums.both) / sums.typed).toFixed(1)} %), ${sums.more} more, ${sums.contradicted} that types contradict`,
);

/** Where nothing is installed, types are those of the repository alone. */
function copyOf(folder: string): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'to-thread-cross-file-')));
  const copy = join(root, basename(folder));
  cpSync(folder, copy, {
    recursive: true,
    filter: (path) => !['.git', 'node_modules'].includes(basename(path)),
  });
  for (const name of ['typescript', '@types/node']) {
    const link = join(root, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(workspace, 'node_modules', name), link, 'junction');
  }
  return copy;
}

async function compare(folder: string): Promise<void> {
  const files = await filesIn(folder);
  const program = programOf(folder, files, await packagesIn(folder));
  const checker = program.getTypeChecker();
  let [typedCount, bothCount, contradicted, more] = [0, 0, 0, 0];
  const differences: string[] = [];
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    if (text.length > MAX_BYTES || !/\b(?:async|await|then)\b/.test(text)) continue;
    const typed = reports(folder, file, text, { typed: true }, program);
    const untyped = reports(folder, file, text, { crossFile: true }, undefined);
    typedCount += typed.size;
    for (const [place, found] of typed) {
      if (untyped.has(place)) bothCount++;
      else differences.push(`  only types    ${nameOf(folder, file, found)}`);
    }
    for (const [place, found] of untyped) {
      if (typed.has(place)) continue;
      const known = functionByTypes(program, checker, file, found);
      const isAnother = known !== undefined && known !== found.way.replace(/^new | →.*| \(.*/g, '');
      if (isAnother) contradicted++;
      else more++;
      differences.push(
        `  only crossFile${isAnother ? ` (types: ${known})` : ''} ${nameOf(folder, file, found)}`,
      );
    }
  }
  const share = typedCount === 0 ? '–' : `${((100 * bothCount) / typedCount).toFixed(1)} %`;
  console.log(
    `${basename(folder)}: ${files.length} files, ${typedCount} by types, ${bothCount} of them without (${share}), ${more} more, ${contradicted} that types contradict`,
  );
  for (const difference of showsAll ? differences : differences.slice(0, 10)) console.log(difference);
  sums.typed += typedCount;
  sums.both += bothCount;
  sums.contradicted += contradicted;
  sums.more += more;
}

function nameOf(folder: string, file: string, { line, column, way }: Found): string {
  return `${relative(folder, file)}:${line}:${column} ${way}`;
}

function reports(
  folder: string,
  file: string,
  text: string,
  options: object,
  program: ts.Program | undefined,
): ByPlace {
  const listener = new ReportListener();
  const messages = new Linter({ cwd: folder }).verify(
    text,
    {
      files: ['**'],
      plugins: { 'to-thread': listener.listenTo(plugin) },
      languageOptions: {
        parser,
        parserOptions: { ecmaFeatures: { jsx: true }, ...(program && { programs: [program] }) },
      },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      rules: {
        'to-thread/no-blocking-in-async': ['error', { fix: 'off', ...options }],
        'to-thread/no-blocking-lookup-in-async': ['error', { fix: 'off', ...options }],
      },
    },
    { filename: file },
  );
  const found = messages.flatMap((message): (readonly [string, Found])[] => {
    const way = listener.detailsOf(message, file)?.way;
    if (message.fatal) console.log(`  cannot be read: ${file}: ${message.message}`);
    if (way?.file === undefined) return [];
    const { line, column } = message;
    const said = `${way.names.join(' → ')} (${relative(folder, way.file)}:${way.line})`;
    return [[`${line}:${column}`, { line, column, way: said }]];
  });
  return new Map(found);
}

/** The name of the function that types say is called at a place, if they know one. */
function functionByTypes(
  program: ts.Program,
  checker: ts.TypeChecker,
  file: string,
  { line, column }: Found,
): string | undefined {
  const source = program.getSourceFile(file);
  if (!source) return undefined;
  const position = source.getPositionOfLineAndCharacter(line - 1, column - 1);
  const call = outermostRunAt(source, position);
  const callee = call && (ts.isTaggedTemplateExpression(call) ? call.tag : call.expression);
  if (!callee) return undefined;
  let symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(callee) ? callee.name : callee);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  const [declaration] = symbol?.declarations ?? [];
  if (!declaration || !ts.isFunctionLike(declaration)) return undefined;
  return symbol?.name;
}

type Called = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;

function outermostRunAt(source: ts.SourceFile, position: number): Called | undefined {
  let found: Called | undefined;
  const visit = (node: ts.Node): void => {
    if (found || position < node.getFullStart() || position >= node.getEnd()) return;
    const isRun =
      ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node);
    if (isRun && node.getStart() === position) found = node;
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The packages of a repository, as names for the compiler: nobody has installed or built them. */
async function packagesIn(folder: string): Promise<Record<string, string[]>> {
  const paths: Record<string, string[]> = {};
  for await (const path of glob('**/package.json', { cwd: folder })) {
    const { config } = ts.readConfigFile(join(folder, path), (file) => ts.sys.readFile(file)) as {
      config?: { name?: string };
    };
    const name = config?.name;
    const place = resolve(folder, dirname(path));
    if (name === undefined || place === folder) continue;
    paths[name] ??= [join(place, 'src'), join(place, 'src/lib'), place];
    paths[`${name}/*`] ??= [join(place, 'src/*'), join(place, '*')];
  }
  return paths;
}

function programOf(
  folder: string,
  files: readonly string[],
  packages: Readonly<Record<string, string[]>>,
): ts.Program {
  const config = ts.readConfigFile(join(folder, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config ?? {}, ts.sys, folder);
  return ts.createProgram([...files], {
    paths: { ...packages, ...options.paths },
    pathsBasePath: folder,
    allowJs: true,
    allowImportingTsExtensions: true,
    esModuleInterop: true,
    experimentalDecorators: true,
    jsx: ts.JsxEmit.Preserve,
    lib: ['lib.esnext.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noEmit: true,
    skipLibCheck: true,
    strict: true,
    target: ts.ScriptTarget.ESNext,
    typeRoots: [join(workspace, 'node_modules/@types')],
    types: ['node'],
  });
}

async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  const isLeftOut = (name: string) => /^(?:node_modules|\.git)$/.test(name) || /\.d\.[cm]?ts$/.test(name);
  for await (const name of glob('**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}', {
    cwd: folder,
    exclude: (path) => isLeftOut(path.replace(/^.*[\\/]/, '')),
  }))
    found.push(resolve(folder, name));
  return found.sort();
}
