import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction } from '../../ast.ts';
import type { Call, FunctionNode, Node, SourceCode, Variable } from '../../ast.ts';
import { append } from '../../multimap.ts';
import type { FileFacts } from '../../project/file-facts.ts';
import { allNodesIn } from '../../walk.ts';
import type { RewrittenFile } from '../rewrite.ts';

/**
 * All calls of a function, where it can be shown that nobody else calls it: the function is declared, held by a `const`
 * or a private member, is not exported, and is mentioned nowhere but in calls.
 */
export function allCalls(fn: FunctionNode, file: RewrittenFile): Call[] | undefined {
  const { sourceCode } = file;
  const holder = fn.type === 'FunctionDeclaration' ? fn : fn.parent;
  switch (holder.type) {
    case 'FunctionDeclaration':
      if (isExported(holder) || isHoistedFromBlock(holder, file.sourceCode)) return undefined;
      return callsOfVariable(holder, holder.id, file);
    case 'VariableDeclarator': {
      const { id, parent } = holder;
      const isPlain = id.type === 'Identifier' && !id.typeAnnotation && parent.kind === 'const';
      // A function expression may call itself by a name of its own.
      if (!isPlain || isExported(parent) || usesOwnName(fn, sourceCode)) return undefined;
      return callsOfVariable(holder, id, file);
    }
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return callsOfMember(holder, sourceCode);
    default:
      return undefined;
  }
}

function isExported({ parent }: Node): boolean {
  return parent?.type === 'ExportNamedDeclaration' || parent?.type === 'ExportDefaultDeclaration';
}

/** Sloppy code can call a function from outside the block that declares it. An async function it cannot. */
function isHoistedFromBlock(fn: TSESTree.FunctionDeclaration, sourceCode: SourceCode): boolean {
  const { parent } = fn;
  const isOfBody =
    parent.type === 'Program' || (parent.type === 'BlockStatement' && isFunction(parent.parent));
  return !isOfBody && !sourceCode.getScope(parent).isStrict;
}

function usesOwnName(fn: FunctionNode, sourceCode: SourceCode): boolean {
  return sourceCode
    .getDeclaredVariables(fn)
    .some(({ defs, references }) => defs[0]?.type === 'FunctionName' && references.length > 0);
}

function callsOfVariable(
  declaration: Node,
  name: TSESTree.Identifier | null,
  { facts, sourceCode }: RewrittenFile,
): Call[] | undefined {
  const variable = name ? declaredVariable(declaration, name, sourceCode) : undefined;
  // Overloads, and a second declaration of the same name, are definitions too.
  if (variable?.defs.length !== 1 || isInTemplate(variable, facts, sourceCode)) return undefined;
  const uses = variable.references.filter(({ init }) => init !== true);
  return allOrNone(uses.map(({ identifier }) => callOf(identifier)));
}

function declaredVariable(
  declaration: Node,
  name: TSESTree.Identifier,
  sourceCode: SourceCode,
): Variable | undefined {
  return sourceCode
    .getDeclaredVariables(declaration)
    .find(({ identifiers }) => identifiers.some((identifier) => identifier === name));
}

/** Whether markup may use a variable: that of a component's file, or JSX, whose names not every parser follows. */
function isInTemplate({ name, scope }: Variable, facts: FileFacts, { text }: SourceCode): boolean {
  const isTopLevel = scope.type === 'global' || scope.type === 'module';
  return (isTopLevel && facts.isComponent) || (/^[A-Z]/.test(name) && text.includes(`<${name}`));
}

function callsOfMember(
  member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
  sourceCode: SourceCode,
): Call[] | undefined {
  const { key, parent } = member;
  const isPlain =
    key.type === 'PrivateIdentifier' &&
    sourceCode.getFirstToken(member)?.value !== '@' &&
    (member.type === 'MethodDefinition' ? member.kind === 'method' : member.typeAnnotation === undefined);
  if (!isPlain) return undefined;
  const uses = (privateNames(parent, sourceCode).get(key.name) ?? []).filter((node) => node !== key);
  // Overloads, and members of classes within, are mentions that are no calls.
  return allOrNone(
    uses.map(({ parent: access }) => (access.type === 'MemberExpression' ? callOf(access) : undefined)),
  );
}

const privateNamesOf = new WeakMap<Node, ReadonlyMap<string, readonly TSESTree.PrivateIdentifier[]>>();

/** The private names that a class mentions, each with its places. */
function privateNames(
  body: TSESTree.ClassBody,
  sourceCode: SourceCode,
): ReadonlyMap<string, readonly TSESTree.PrivateIdentifier[]> {
  let known = privateNamesOf.get(body);
  if (!known) {
    const byName = new Map<string, TSESTree.PrivateIdentifier[]>();
    for (const node of allNodesIn(body, sourceCode)) {
      if (node.type === 'PrivateIdentifier') append(byName, node.name, node);
    }
    privateNamesOf.set(body, (known = byName));
  }
  return known;
}

/** The call that an expression is the callee of, with nothing in between. */
function callOf(callee: Node): Call | undefined {
  const { parent } = callee;
  return parent?.type === 'CallExpression' && parent.callee === callee ? parent : undefined;
}

function allOrNone(calls: readonly (Call | undefined)[]): Call[] | undefined {
  return calls.every((call) => call !== undefined) ? [...calls] : undefined;
}
