import { getStringIfConstant } from '../ast.ts';
import type { SourceCode } from '../ast.ts';
import { bareModuleName } from '../catalog/create-catalog.ts';
import { GLOBAL_MODULE } from '../detect/export-path.ts';
import { resolveExport } from '../detect/export-reference.ts';
import { runsInFile } from '../walk.ts';

/** Modules that a file has replaced by their names, for the whole process: by a test runner, or by a package. */

/** What most files have none of, so that their calls need not be looked at. */
const MENTIONS = /\b(?:doMock|mock|mockModule|module|unstable_mockModule)\s*\(|["'](?:fs-monkey|mock-fs)["']/;

/** Each such module, with the text of the call. */
export function mockedModules(sourceCode: SourceCode): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!MENTIONS.test(sourceCode.text)) return found;
  for (const call of runsInFile(sourceCode)) {
    if (call.type !== 'CallExpression') continue;
    const replaces = resolveExport(call.callee, replacementBy, sourceCode)?.value;
    const [specifier] = call.arguments;
    const module = replaces === 'fs' ? 'fs' : replaces && specifier && getStringIfConstant(specifier);
    if (module) found.set(bareModuleName(module), `${sourceCode.getText(call.callee)}(…)`);
  }
  return found;
}

/** What a call of an export replaces: `fs`, or the module that it names. */
function replacementBy(module: string, path: readonly string[]): 'fs' | 'named' | undefined {
  const steps = path.filter((step) => step !== 'default');
  const name = steps.join('.');
  switch (module) {
    case GLOBAL_MODULE:
    case '@jest/globals':
    case 'vitest':
      return RUNNERS.test(name) ? 'named' : undefined;
    case 'test':
      return name === 'mock.module' ? 'named' : undefined;
    case 'mock-fs':
      return name === '' ? 'fs' : undefined;
    case 'fs-monkey':
      return name === 'patchFs' ? 'fs' : undefined;
    default:
      return undefined;
  }
}

const RUNNERS = /^(?:jest|vi|vitest)\.(?:doMock|mock|unstable_mockModule)$/;
