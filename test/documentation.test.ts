/** What the documentation tells people to run and to open is there, and what there is to run is documented. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeIn, commandsIn, problemOf } from './documentation/commands.ts';
import { type Package, readHouse, root } from './documentation/house.ts';

const house = await readHouse();

/** The pages for people, by their paths; those under `apps/` belong to the sample applications. */
const pages = new Map(
  await Promise.all(
    house.files
      .filter((file) => file.endsWith('.md') && !file.startsWith('test/apps/'))
      .map(async (file) => [file, await readFile(join(root, file), 'utf8')] as const),
  ),
);

describe.each([...pages.keys()])('%s', (file) => {
  const page = pages.get(file) ?? '';

  test('has commands that can be run as they are written', () => {
    const problems = commandsIn(page).flatMap((words) => {
      const problem = problemOf(words, packageOf(file), house);
      return problem === undefined ? [] : [`${words.join(' ')}: ${problem}`];
    });
    expect(problems).toEqual([]);
  });

  test('has links to files that exist', () => {
    const links = [...page.matchAll(/\]\((?!\w+:|#)([^)#]+)[^)]*\)/g)].map(([, target = '']) => target);
    expect(links.filter((link) => !existsSync(join(root, dirname(file), link)))).toEqual([]);
  });
});

describe('CONTRIBUTING.md', () => {
  const page = pages.get('CONTRIBUTING.md') ?? '';
  const code = codeIn(page);

  test('names files and folders that exist', () => {
    // A folder is named from the root or from its package, and at the start of a line that says what is in it.
    const listed = [...page.matchAll(/^([\w/]+\/) {2,}/gm)].map(([, folder = '']) => folder);
    const named = code.filter((text) => /^[\w.-]+(?:\/[\w.-]+)*(?:\/|\.(?:[cm]?[jt]s|json|md))$/.test(text));
    expect(listed).toContain('src/detect/');
    expect(named).toContain('eslint-plugin/src/catalog/');
    const files = house.files.map((file) => `/${file}`);
    const exists = (path: string): boolean =>
      files.some((file) => (path.endsWith('/') ? file.includes(`/${path}`) : file.endsWith(`/${path}`)));
    // What builds and tests make is not under version control.
    expect([...listed, ...named].filter((path) => !/(?:^|\/)dist\//.test(path) && !exists(path))).toEqual([]);
  });

  test('has the variables that a person can set, and no others', async () => {
    const sources = house.files.filter((file) => file.startsWith('test/') && file.endsWith('.ts'));
    const texts = await Promise.all(sources.map((file) => readFile(join(root, file), 'utf8')));
    const read = texts.flatMap((text) => [...text.matchAll(/process\.env\['(TO_THREAD_\w+)'\]/g)]);
    const named = [...page.matchAll(/TO_THREAD_\w+/g)].map(([name]) => name);
    expect([...new Set(named)].sort()).toEqual([...new Set(read.map(([, name]) => name))].sort());
  });

  test('has every script that a person runs', () => {
    const scripts = [house.workspace, ...house.packages].flatMap(({ name, scripts: own }) =>
      Object.keys(own).map((script) => ({ script, full: `${script} -w ${name}` })),
    );
    const texts = [house.workspace, ...house.packages].flatMap(({ scripts: own }) => Object.values(own));
    const isPart = (script: string): boolean =>
      texts.some((text) => new RegExp(`npm run ${script}(?= |$)`).test(text));
    const isOfATool = (script: string): boolean => /^(?:prepublishOnly|vscode:prepublish)$/.test(script);
    const isNamed = (script: string): boolean =>
      commandsIn(page).some((words) => words[0] === 'npm' && words.includes(script));
    const missing = scripts.filter(({ script }) => !isPart(script) && !isOfATool(script) && !isNamed(script));
    expect(missing.map(({ full }) => full)).toEqual([]);
  });
});

test('the search for commands finds those that cannot be run', () => {
  const page = `
\`\`\`sh
npm ci && npm run nowhere # a comment
node test/main.ts \\
  --flag
\`\`\`

- \`npx vitest run --project eslint-plugin tests/nowhere
  -t 'a name'\` and \`npx vitest --project nowhere\`
- \`npm run build -w nowhere\`, \`npm run docs\`, \`npx nowhere\`, \`npm run unit -- tests/nowhere\`

  \`\`\`sh
  npm install nowhere
  npx vitest run --project eslint-plugin tests/catalog -t 'a name'
  \`\`\`
`;
  expect(commandsIn(page).map((words) => problemOf(words, house.workspace, house))).toEqual([
    undefined,
    'there is no script nowhere in to-thread-workspace',
    'it runs on whatever Node the machine has: make it an npm script',
    'there is no package nowhere',
    undefined,
    'there are no tests in tests/nowhere',
    'there is no project nowhere',
    'there is no workspace nowhere',
    'there is no script docs in to-thread-workspace',
    'there is no program nowhere in node_modules',
    'there are no tests in tests/nowhere',
  ]);
});

/** The package that a file belongs to. */
function packageOf(file: string): Package {
  return house.packages.find(({ folder }) => file.startsWith(folder)) ?? house.workspace;
}
