import { getStaticValue, withoutTypeWrappers } from '../ast.ts';
import type { Call, Node, SourceCode } from '../ast.ts';
import { resolveExport } from '../detect/export-reference.ts';
import { visibleArguments, visibleForms, visibleValues } from './visible-options.ts';

/**
 * Whether a call starts a program that visibly gets the standard input of this one. It may be an editor or ask a
 * question, and until it is done nobody else may read from the terminal or write to it: that is what the call waits
 * for. Options from elsewhere are taken for what they mostly are, without an input.
 */
export function sharesInput(call: Call, sourceCode: SourceCode): boolean {
  return visibleArguments(call.arguments, sourceCode).some((argument) => isInputShared(argument, sourceCode));
}

function isInputShared(options: Node, sourceCode: SourceCode): boolean {
  const values = (name: string) => visibleValues(options, name, sourceCode);
  return (
    values('stdio').some((value) => inheritsFirst(value, sourceCode)) ||
    values('stdin').some((value) => inherits(value, sourceCode)) ||
    // tinyexec hands these on.
    values('nodeOptions').some((value) => isInputShared(value, sourceCode))
  );
}

/** Of a list for all streams, the first one is the input. */
function inheritsFirst(value: Node, sourceCode: SourceCode): boolean {
  return visibleForms(value, sourceCode).some((form) => {
    if (form.type !== 'ArrayExpression') return isInherited(form, sourceCode);
    const [first] = form.elements;
    if (!first) return false;
    return first.type === 'SpreadElement'
      ? inheritsFirst(first.argument, sourceCode)
      : inherits(first, sourceCode);
  });
}

/** For one stream, a list has all that it is connected with. */
function inherits(value: Node, sourceCode: SourceCode): boolean {
  return visibleForms(value, sourceCode).some((form) =>
    form.type === 'ArrayExpression'
      ? form.elements.some(
          (element) =>
            element !== null &&
            inherits(element.type === 'SpreadElement' ? element.argument : element, sourceCode),
        )
      : isInherited(form, sourceCode),
  );
}

function isInherited(value: Node, sourceCode: SourceCode): boolean {
  const node = withoutTypeWrappers(value);
  const known = getStaticValue(node, sourceCode.getScope(node))?.value;
  const first: unknown = Array.isArray(known) ? known[0] : known;
  return (
    first === 'inherit' || first === 0 || resolveExport(node, isInputOfProcess, sourceCode) !== undefined
  );
}

/** `process.stdin.fd` is 0. */
function isInputOfProcess(module: string, path: readonly string[]): true | undefined {
  const name = [module, ...path].filter((step) => step !== 'globalThis' && step !== 'default').join('.');
  return name === 'process.stdin.fd' || undefined;
}
