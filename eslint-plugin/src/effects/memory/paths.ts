import { posix } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, lastName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { idOf } from './ids.ts';
import { receiverOfThis } from '../../detect/receiver.ts';
import type { Places } from './places.ts';
import { ANY, isGiven, step } from './location.ts';
import { isOfModule } from './modules.ts';
import type { FilePath, PathPart, Place } from './location.ts';

/**
 * Reads paths from the text of a file: `'users.json'`, `"users.json"`, a constant that holds it, `dir + '/done'`,
 * `` `${dir}/done` `` and `path.join(dir, 'done')` are told to be the same, as far as they are. What the text does not
 * show gets a name, which is the same where it is the same value.
 */
export class Paths {
  readonly #sourceCode: SourceCode;
  readonly #onlyWrites = new Map<Variable, Variable['references'][number] | null>();
  #textWithoutSpaces: string | undefined;
  readonly #places: Places;

  constructor(sourceCode: SourceCode, places: Places) {
    this.#sourceCode = sourceCode;
    this.#places = places;
  }

  /** The path that an expression gives, or `undefined` for one that no two runs share. */
  of(expression: Node, tree = false): FilePath | undefined {
    return this.ofPieces([expression], tree, this.#sourceCode.getText(expression));
  }

  /** The same for what pieces give together, as a word of the text of a command has. */
  ofPieces(pieces: readonly (string | Node)[], tree: boolean, text: string): FilePath | undefined {
    const parts = pieces.flatMap((piece) => (typeof piece === 'string' ? piece : this.#parts(piece, 0)));
    if (parts.some(isUniquePart)) return undefined;
    return { kind: 'file', parts: tidy(parts), tree, text };
  }

  /** Whether a descriptor is one that the function has opened itself: other runs have others. */
  isOpenedHere(descriptor: Node): boolean {
    const variable = descriptor.type === 'Identifier' ? variableOf(descriptor, this.#sourceCode) : null;
    const [value, another] = variable?.references.flatMap(({ writeExpr }) => writeExpr ?? []) ?? [];
    if (!variable || !value || another || this.#places.bindings.isShared(variable)) return false;
    return /\bopen(?:Sync)?\b/.test(this.#sourceCode.getText(value));
  }

  #parts(expression: Node, depth: number): PathPart[] {
    const node = withoutTypeWrappers(expression);
    if (depth > 8) return [this.#named(node)];
    switch (node.type) {
      case 'Literal':
        return [String(node.value)];
      case 'TemplateLiteral':
        return node.quasis.flatMap((quasi, index) => {
          const value = node.expressions[index];
          return [quasi.value.cooked ?? '', ...(value ? this.#parts(value, depth + 1) : [])];
        });
      case 'BinaryExpression':
        return node.operator === '+'
          ? [...this.#parts(node.left, depth + 1), ...this.#parts(node.right, depth + 1)]
          : [this.#named(node)];
      case 'Identifier':
        return this.#identifier(node, depth);
      case 'AwaitExpression':
        return this.#parts(node.argument, depth);
      case 'CallExpression':
        return this.#call(node, depth);
      case 'NewExpression': {
        const [path, base] = node.arguments;
        // `new URL('./page.html', import.meta.url)`
        return lastName(node.callee) === 'URL' && path && base
          ? this.#parts(path, depth + 1)
          : [this.#named(node)];
      }
      case 'MemberExpression': {
        const text = this.#fieldText(node);
        return [text ?? this.#named(node)];
      }
      default:
        return [this.#named(node)];
    }
  }

  /** The text that a field of the class is, where nothing sets it anew: `file = 'a'` for `this.file`. */
  #fieldText({ object, property, computed }: TSESTree.MemberExpression): string | undefined {
    const receiver = object.type === 'ThisExpression' ? receiverOfThis(object) : undefined;
    if (!receiver || receiver.node.type === 'ObjectExpression' || computed) return undefined;
    const name = this.#sourceCode.getText(property);
    const field = receiver.node.body.body.find(
      (member) =>
        member.type === 'PropertyDefinition' &&
        !member.computed &&
        this.#sourceCode.getText(member.key) === name,
    );
    const value = field?.type === 'PropertyDefinition' ? field.value : null;
    if (value?.type !== 'Literal' || typeof value.value !== 'string') return undefined;
    this.#textWithoutSpaces ??= this.#sourceCode.text.replaceAll(/\s/g, '');
    return this.#textWithoutSpaces.includes(`.${name}=`) ? undefined : value.value;
  }

  #identifier(node: TSESTree.Identifier, depth: number): PathPart[] {
    const variable = variableOf(node, this.#sourceCode);
    const [definition] = variable?.defs ?? [];
    if (!variable || !definition) return [{ name: node.name }];
    if (definition.type === 'Parameter' && isPlainParameter(variable)) {
      const name = this.#elementOfList(node) ?? `parameter ${node.name}`;
      return [{ name, parameter: variable, variable, isWhole: true }];
    }
    const write = this.#onlyWrite(variable);
    const isConstant = definition.type === 'Variable' && write?.writeExpr;
    const isElement = write !== undefined && isOfLoop(write.identifier);
    const element = isElement ? this.#elementOfList(node) : undefined;
    const own: PathPart = {
      name: element ?? `variable ${idOf(variable)}`,
      variable,
      isWhole: true,
      property: definition.type === 'Parameter' ? propertyTaken(definition.name) : undefined,
    };
    if (!write || !isConstant || isElement) return [own];
    const { parent } = write.identifier;
    if (parent.type === 'VariableDeclarator') {
      const found = this.#elementFound(write.writeExpr);
      if (found) return [found];
      const parts = this.#parts(write.writeExpr, depth + 1);
      // What the module has made once is no longer another one for each run.
      return parts.some(isUniquePart) && variable.scope.type === 'module' ? [own] : parts;
    }
    // `const { file } = this` gives what `this.file` is.
    const [place] = this.#places.of(node);
    const property = propertyTaken(write.identifier);
    return [
      place ? partOf(place, variable, property) : { name: `variable ${idOf(variable)}`, variable, property },
    ];
  }

  /** The name that an element of a list has, whatever takes it out: `list.some((file) => …)`, `for (const file of list)`. */
  #elementOfList(taken: TSESTree.Identifier): string | undefined {
    const [place] = this.#places.of(taken);
    return place?.steps.at(-1) === ANY ? nameOf(place) : undefined;
  }

  /** What gives a variable its value, where that is one place: a folder is named by all paths in it. */
  #onlyWrite(variable: Variable): Variable['references'][number] | undefined {
    let write = this.#onlyWrites.get(variable);
    if (write === undefined) {
      const [only, another] = variable.references.filter((reference) => reference.isWrite());
      this.#onlyWrites.set(variable, (write = another ? null : (only ?? null)));
    }
    return write ?? undefined;
  }

  /** What `files.find((file) => …)` gives is what the callback was asked about. */
  #elementFound(value: Node): PathPart | undefined {
    const call = withoutTypeWrappers(value);
    if (call.type !== 'CallExpression' || !/^find(?:Last)?$/.test(lastName(call.callee) ?? ''))
      return undefined;
    const [callback] = call.arguments;
    const fn = callback && this.#places.functionGiven(callback);
    const [parameter] = fn?.params ?? [];
    if (parameter?.type !== 'Identifier') return undefined;
    const list = call.callee.type === 'MemberExpression' ? this.#places.of(call.callee.object) : [];
    return { name: list[0] ? nameOf(step(list[0], ANY)) : `parameter ${parameter.name}` };
  }

  #call(node: TSESTree.CallExpression, depth: number): PathPart[] {
    const called = lastName(node.callee) ?? '';
    // The runtime gives what the function gives that it is told to call.
    const name = called === 'toThread' ? ((node.arguments[0] && lastName(node.arguments[0])) ?? '') : called;
    const args = called === 'toThread' ? node.arguments.slice(1) : node.arguments;
    // What is done to a descriptor is done to the file.
    if (/^open(?:Sync)?$/.test(name) && args[0]) return this.#parts(args[0], depth + 1);
    if (MAKES_UNIQUE.test(name)) return [{ name: UNIQUE }];
    // What lies below the working directory is what relative paths lead to.
    if (name === 'cwd' && this.#sourceCode.getText(node) === 'process.cwd()') return ['.'];
    const [first, ...rest] = node.arguments;
    if ((name === 'join' || name === 'resolve') && this.#isOfPath(node.callee)) {
      return node.arguments.flatMap((argument, index) => [
        ...(index > 0 ? ['/'] : []),
        ...this.#parts(argument, depth + 1),
      ]);
    }
    if (
      (name === 'fileURLToPath' || name === 'normalize' || name === 'String' || name === 'realpathSync') &&
      first &&
      rest.length === 0
    )
      return this.#parts(first, depth + 1);
    if (name === 'toString' && node.callee.type === 'MemberExpression')
      return this.#parts(node.callee.object, depth + 1);
    const given = this.#givenByFunction(node, depth);
    if (given) return given;
    // What is made of a text that no two runs share, by whatever function or by cutting it short, is none they share.
    const { callee } = node;
    const cut = callee.type === 'MemberExpression' && KEEPS_UNIQUE.test(name) ? [callee.object] : [];
    const unique = [...cut, ...node.arguments].some((of) => this.#parts(of, depth + 1).some(isUniquePart));
    return unique ? [{ name: UNIQUE }] : [this.#named(node)];
  }

  /** What a function of the file gives, with the arguments of the call for its parameters: `pathOf(name)`. */
  #givenByFunction(call: TSESTree.CallExpression, depth: number): PathPart[] | undefined {
    const given = this.#places.valueGivenBy(call);
    if (!given) return undefined;
    const { fn, value } = given;
    const found: PathPart[] = [];
    for (const part of this.#parts(value, depth + 1)) {
      const parameter = typeof part === 'string' ? undefined : part.parameter;
      if (parameter?.defs[0]?.node !== fn) {
        found.push(part);
        continue;
      }
      const index = fn.params.findIndex((one) => one === parameter.defs[0]?.name);
      const argument = call.arguments[index];
      if (!argument || call.arguments.slice(0, index + 1).some(({ type }) => type === 'SpreadElement'))
        return undefined;
      found.push(...this.#parts(argument, depth + 1));
    }
    return found;
  }

  /** The variable that a member, or an argument of a call, is taken from. */
  #base(node: Node): Variable | undefined {
    let base = node;
    while (base.type === 'MemberExpression') base = withoutTypeWrappers(base.object);
    if (base.type === 'CallExpression') {
      const [argument] = base.arguments;
      return argument && this.#base(argument);
    }
    return base.type === 'Identifier' ? (variableOf(base, this.#sourceCode) ?? undefined) : undefined;
  }

  #isOfPath(callee: Node): boolean {
    return (
      resolveExport(
        callee,
        (module) => /^path(?:\/|$)|^pathe$|^upath$/.test(module) || undefined,
        this.#sourceCode,
      ) !== undefined
    );
  }

  /** Whether a variable of the run holds what is made for it alone: `const file = tmp.fileSync()`. */
  #isUnique({ defs: [definition], scope }: Variable): boolean {
    const init = definition?.type === 'Variable' ? definition.node.init : null;
    return (
      init?.type === 'CallExpression' &&
      scope.type !== 'module' &&
      MAKES_UNIQUE.test(lastName(init.callee) ?? '')
    );
  }

  #named(node: Node): PathPart {
    if (node.type === 'MemberExpression' && MAKES_UNIQUE.test(getPropertyName(node) ?? ''))
      return { name: UNIQUE };
    const variable = this.#base(node);
    if (node.type === 'MemberExpression' && variable && this.#isUnique(variable)) return { name: UNIQUE };
    const [place] = node.type === 'MemberExpression' ? this.#places.of(node) : [];
    const property = node.type === 'MemberExpression' ? (getPropertyName(node) ?? undefined) : undefined;
    return place
      ? partOf(place, variable, property)
      : { name: this.#sourceCode.getText(node), variable, property };
  }
}

/** Whether a variable is declared by the head of a loop. */
function isOfLoop({ parent }: Node): boolean {
  const declaration = parent?.type === 'VariableDeclarator' ? parent.parent : undefined;
  return declaration !== undefined && /^For(?:In|Of)Statement$/.test(declaration.parent.type);
}

/** A part of a path that is kept somewhere. Only of an object that comes from elsewhere, others may have another name. */
function partOf(place: Place, variable: Variable | undefined, property: string | undefined): PathPart {
  const comesFromElsewhere = place.parameter !== undefined || isGiven(place) || isOfModule(place);
  return {
    name: nameOf(place),
    variable,
    property: comesFromElsewhere ? property : undefined,
  };
}

function nameOf({ root, steps }: Place): string {
  return `${root}.${steps.join('.')}`;
}

/** The property that a pattern takes out of an object for a variable. */
function propertyTaken({ parent }: Node): string | undefined {
  return parent?.type === 'Property' ? (getPropertyName(parent) ?? undefined) : undefined;
}

/** The name of a part that is different for each run. */
const UNIQUE = 'unique';

/** Functions that give what no two runs share. */
const MAKES_UNIQUE =
  /^(?:mkdtemp(?:Sync)?|randomUUID|randomBytes|random|nanoid|uuid|v[147]|tmpName(?:Sync)?|hrtime|bigint|temporary\w*|dirSync|fileSync)$/;

function isUniquePart(part: PathPart): boolean {
  return typeof part !== 'string' && part.name === UNIQUE;
}

/** Methods of texts, of whose result still no two runs have the same: `randomUUID().slice(0, 8)`. */
const KEEPS_UNIQUE =
  /^(?:concat|normalize|pad(?:End|Start)|replace(?:All)?|slice|substr(?:ing)?|to(?:LowerCase|UpperCase)|trim(?:End|Start)?)$/;

function isPlainParameter({ references, defs: [definition] }: Variable): boolean {
  const isWhole = definition?.name.parent.type !== 'Property';
  return isWhole && references.every((reference) => !reference.isWrite() || reference.init === true);
}

/** Joins texts, and takes out what does not change where a path leads. */
function tidy(parts: readonly PathPart[]): PathPart[] {
  const joined: PathPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  const cleaned = joined.map((part, index) => {
    if (typeof part !== 'string') return part;
    const text = part
      .replaceAll('\\', '/')
      .replace(/\/(?:\.\/)+/g, '/')
      .replace(/\/{2,}/g, '/');
    return index === 0 ? text.replace(/^(?:\.\/)+(?=.)/, '') : text;
  });
  const last = cleaned.at(-1);
  if (typeof last === 'string' && last.length > 1 && last.endsWith('/'))
    cleaned[cleaned.length - 1] = last.slice(0, -1);
  const [only, another] = cleaned.filter((part) => part !== '');
  // Written out as a whole, a path can be taken as it leads.
  if (typeof only === 'string' && another === undefined)
    return [posix.normalize(only).replace(/(?<=.)\/$/, '')];
  return cleaned.filter((part) => part !== '');
}
