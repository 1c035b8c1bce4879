/** ESLint's own `no-duplicate-imports` has nothing to say of what the fix imports. */
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import type { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { noBlockingInAsync } from '../../../src/rules/no-blocking-in-async.ts';

const plugin = { rules: { 'no-blocking-in-async': noBlockingInAsync } } as unknown as ESLint.Plugin;

const config: Linter.Config = {
  files: ['**/*.ts'],
  languageOptions: { parser: typescriptParser },
  plugins: { 'to-thread': plugin },
  rules: { 'no-duplicate-imports': 'error', 'to-thread/no-blocking-in-async': 'error' },
};

const use = "\nimport fs from 'node:fs';\nexport const f = async (p: string) => fs.readFileSync(p);\n";

describe('no import is doubled', () => {
  it.each([
    "import 'to-thread';",
    "import {} from 'to-thread';",
    "import { } from 'to-thread';",
    "import type { Executor } from 'to-thread';",
    "import type { Executor, Job as Task } from 'to-thread';",
    "import type {} from 'to-thread';",
    "import { type Executor } from 'to-thread';",
    "import { map } from 'to-thread';",
    "import all from 'to-thread';",
    "import all, {} from 'to-thread';",
    "import all, { map } from 'to-thread';",
    "import * as all from 'to-thread';",
    "import { type toThread as ToThread } from 'to-thread';",
  ])('%s', (head) => {
    const linter = new Linter();
    const { fixed, messages, output } = linter.verifyAndFix(head + use, config, 'file.ts');
    expect(fixed).toBe(true);
    expect(messages).toEqual([]);
    expect(output.match(/'to-thread'/g)).toHaveLength(1);
  });
});
