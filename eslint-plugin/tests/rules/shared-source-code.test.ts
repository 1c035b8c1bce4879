import { Linter, type Rule, SourceCode } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.ts';

/** Linters beside ESLint may have one source code object, which tells of the file at hand. */
class SharedSourceCode {
  #current: SourceCode | undefined;
  readonly object = new Proxy(Object.create(SourceCode.prototype) as SourceCode, {
    get: (_, name) => {
      const value: unknown = this.#current && Reflect.get(this.#current, name);
      return typeof value === 'function' ? (value.bind(this.#current) as unknown) : value;
    },
  });

  /** A rule that is given the one object, whatever file it looks at. */
  rule(rule: Rule.RuleModule): Rule.RuleModule {
    return {
      ...rule,
      create: (context) => {
        this.#current = context.sourceCode;
        return rule.create(
          Object.create(context, { sourceCode: { value: this.object } }) as Rule.RuleContext,
        );
      },
    };
  }
}

const read = `import { readFileSync } from 'node:fs';\n`;
const withRead = (code: string) => `${read}${code}`;

/** What a file says of itself, next to another one that says otherwise. */
const files: Readonly<Record<string, readonly string[]>> = {
  'what names may mean': [
    withRead(`export async function f(p) { return readFileSync(p); }`),
    `const { readFileSync } = require('fs'); async function f(p) { eval(p); return readFileSync(p); } f('a');`,
    withRead(`export async function f(p) { return readFileSync(p); }`),
  ],
  'what a file changes of modules': [
    withRead(`export async function f(p) { return readFileSync(p); }`),
    `import fs from 'node:fs';\nfs.readFileSync = (p) => p;\nexport async function f(p) { return fs.readFileSync(p); }`,
    withRead(`export async function f(p) { return readFileSync(p); }`),
  ],
  'what is no collection': [
    withRead(
      `export class Users { async f(p) { const user = this.repo.find(p); return user ?? readFileSync(p); } }`,
    ),
    withRead(
      `export class Users { async f(p) { const user = this.repo.find(p); const t = readFileSync(p); return user ?? this.repo.create(p, t); } }`,
    ),
  ],
  'what is exported': [
    withRead(`let text = ''; async function f(p) { text = readFileSync(p, 'utf8'); } f('a');`),
    withRead(
      `let text = ''; async function f(p) { text = readFileSync(p, 'utf8'); } f('a'); export { text };`,
    ),
    withRead(`let text = ''; async function f(p) { text = readFileSync(p, 'utf8'); } f('a');`),
  ],
  'who else uses files': [
    `import { writeFileSync } from 'node:fs';\nexport async function f(p) { writeFileSync('a', p); writeFileSync('b', p); return p; }`,
    `import { writeFileSync } from 'node:fs';\nimport { readFile } from 'node:fs/promises';\nexport const g = () => readFile('a');\nexport async function f(p) { writeFileSync('a', p); writeFileSync('b', p); return p; }`,
  ],
  'what comes first in a file': [
    `const fs = require('fs');\nexports.f = async (p) => fs.readFileSync(p);`,
    `const fs = require('fs');\nexports.first = 1;\nconst { join } = require('path');\nexports.f = async (p) => fs.readFileSync(join(p, 'a'));`,
    `const fs = require('fs');\nconst first = 1;\nconst { join } = require('path');\nexports.f = async (p) => fs.readFileSync(join(p, 'a'));`,
  ],
  'who begins a run': [
    withRead(
      `let user; export async function f(p) { user = p; const t = readFileSync(p); return t + user; }`,
    ),
    withRead(
      `let user; export async function f(p) { user = p; const t = readFileSync(p); return t + user; } process.on('message', f);`,
    ),
    withRead(
      `let user; export async function f(p) { user = p; const t = readFileSync(p); return t + user; }`,
    ),
  ],
};

const isBlockingRule = ([name]: readonly [string, unknown]) => name.startsWith('no-blocking');
const rules = Object.entries(plugin.rules as unknown as Record<string, Rule.RuleModule>).filter(
  isBlockingRule,
);

function messagesOf(codes: readonly string[], wrap: (rule: Rule.RuleModule) => Rule.RuleModule) {
  const own = { rules: Object.fromEntries(rules.map(([name, rule]) => [name, wrap(rule)])) };
  return codes.map((code) =>
    new Linter().verify(code, {
      plugins: { own },
      languageOptions: { sourceType: code.includes('require(') ? 'commonjs' : 'module' },
      rules: Object.fromEntries(
        rules.map(([name]) => [`own/${name}`, ['error', { runtime: './threads.js' }]] as const),
      ),
    }),
  );
}

/** What a report says and does, wherever it is. */
function reportOf({ fix, message, suggestions }: Linter.LintMessage) {
  return [message, fix, suggestions?.map(({ messageId }) => messageId)];
}

describe('a linter with one source code object', () => {
  it.each(Object.entries(files))('is told of each file by itself: %s', (_, codes) => {
    const shared = new SharedSourceCode();
    const expected = messagesOf(codes, (rule) => rule);
    expect(messagesOf(codes, (rule) => shared.rule(rule))).toEqual(expected);
    // Otherwise nothing is told apart.
    const told = expected.map((messages) => JSON.stringify(messages.map(reportOf)));
    expect(new Set(told).size).toBeGreaterThan(1);
  });
});
