import { join } from 'node:path';
import { Linter } from 'eslint';
import toThread from 'eslint-plugin-to-thread';
import { blockingRules, type FixMode } from '../fix.ts';

/** Fixes texts as modules of a package; `folder` is where its `package.json` is. */
export function fixerIn(folder: string, mode: FixMode): (text: string) => string {
  const linter = new Linter({ cwd: folder });
  const filename = join(folder, 'app.cjs');
  const configuration: Linter.Config = {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
    plugins: { 'to-thread': toThread },
    rules: Object.fromEntries(blockingRules.map((name) => [`to-thread/${name}`, ['error', { fix: mode }]])),
  };
  return (text) => {
    const { output, messages } = linter.verifyAndFix(text, [configuration], { filename });
    const fatal = messages.find((message) => message.fatal);
    if (fatal) throw new Error(`${fatal.message} in\n${output}`);
    return output;
  };
}
