import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, variableOf, withoutTypeWrappers } from '../ast.ts';
import type { Node, SourceCode, Variable } from '../ast.ts';

/**
 * What an argument with options visibly holds: written out, in a variable, spread, put in later, or one of several. Of
 * what comes from elsewhere nothing is known.
 */

/** What an option may be. */
interface Values {
  readonly values: readonly Node[];
  /** Whether one of these values is there for certain, so that what came before it does not count. */
  readonly certain: boolean;
}

/** The values that an option may visibly have. */
export function visibleValues(options: Node, name: string, sourceCode: SourceCode): readonly Node[] {
  return new Reader(name, sourceCode).read(options).values;
}

/** The arguments of a call, with those of a list that is written out in the place of its spread. */
export function visibleArguments(
  args: readonly TSESTree.CallExpressionArgument[],
  sourceCode: SourceCode,
): readonly Node[] {
  return args.flatMap((argument): readonly Node[] => {
    if (argument.type !== 'SpreadElement') return [argument];
    return visibleForms(argument.argument, sourceCode).flatMap((list) =>
      list.type === 'ArrayExpression' ? list.elements.filter((element) => element !== null) : [],
    );
  });
}

/** The expressions that a value may visibly come from: each branch, and what a variable is given. */
export function visibleForms(value: Node, sourceCode: SourceCode): readonly Node[] {
  return formsOf(value, sourceCode, new Set());
}

function formsOf(value: Node, sourceCode: SourceCode, entered: Set<Variable>): readonly Node[] {
  const node = withoutTypeWrappers(value);
  switch (node.type) {
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].flatMap((part) => formsOf(part, sourceCode, entered));
    case 'LogicalExpression':
      return [node.left, node.right].flatMap((part) => formsOf(part, sourceCode, entered));
    case 'Identifier': {
      const variable = variableOf(node, sourceCode);
      if (!variable || entered.has(variable)) return [node];
      entered.add(variable);
      return [node, ...wholeWrites(variable).flatMap((written) => formsOf(written, sourceCode, entered))];
    }
    default:
      return [node];
  }
}

/** The expressions that a variable is given as a whole, its default values among them. */
function wholeWrites({ references }: Variable): readonly Node[] {
  return references.flatMap(({ identifier: { parent }, writeExpr }) => {
    const isWhole =
      parent.type === 'VariableDeclarator' ||
      parent.type === 'AssignmentExpression' ||
      parent.type === 'AssignmentPattern';
    return writeExpr && isWhole ? [writeExpr] : [];
  });
}

const NOTHING: Values = { values: [], certain: false };

class Reader {
  readonly #name: string;
  readonly #sourceCode: SourceCode;
  readonly #entered = new Set<Variable>();

  constructor(name: string, sourceCode: SourceCode) {
    this.#name = name;
    this.#sourceCode = sourceCode;
  }

  read(options: Node): Values {
    const node = withoutTypeWrappers(options);
    switch (node.type) {
      case 'ObjectExpression':
        return this.#lastOf(node.properties);
      case 'Identifier': {
        const variable = variableOf(node, this.#sourceCode);
        return variable ? this.#variable(variable) : NOTHING;
      }
      case 'ConditionalExpression':
        return this.#oneOf([node.consequent, node.alternate]);
      case 'LogicalExpression':
        return node.operator === '&&'
          ? { ...this.read(node.right), certain: false }
          : this.#oneOf([node.left, node.right]);
      case 'CallExpression':
        // `Object.assign({}, base, { stdio })`, `Object.freeze({ stdio })`
        return isMethodOfObject(node.callee) ? this.#lastOf(node.arguments) : NOTHING;
      default:
        return NOTHING;
    }
  }

  /** What is written later takes the place of what is written before. */
  #lastOf(parts: readonly Node[]): Values {
    const values: Node[] = [];
    for (const part of parts.toReversed()) {
      const found = this.#part(part);
      values.push(...found.values);
      if (found.certain) return { values, certain: true };
    }
    return { values, certain: false };
  }

  #part(part: Node): Values {
    if (part.type === 'SpreadElement') return this.read(part.argument);
    if (part.type !== 'Property') return this.read(part);
    return getPropertyName(part) === this.#name ? { values: [part.value], certain: true } : NOTHING;
  }

  #oneOf(parts: readonly Node[]): Values {
    const found = parts.map((part) => this.read(part));
    return {
      values: found.flatMap(({ values }) => values),
      certain: found.every(({ certain }) => certain),
    };
  }

  #variable(variable: Variable): Values {
    if (this.#entered.has(variable)) return NOTHING;
    this.#entered.add(variable);
    const writes = wholeWrites(variable);
    const whole = this.#oneOf(writes);
    const put = variable.references.flatMap(({ identifier }) => this.#putInto(identifier));
    return { values: [...whole.values, ...put], certain: writes.length > 0 && whole.certain };
  }

  /** `options.stdio = 'inherit'`, `Object.assign(options, { stdio: 'inherit' })` */
  #putInto(identifier: Node): readonly Node[] {
    const { parent } = identifier;
    if (parent?.type === 'CallExpression' && isMethodOfObject(parent.callee)) {
      const [target, ...sources] = parent.arguments;
      return target === identifier ? this.#lastOf(sources).values : [];
    }
    if (parent?.type !== 'MemberExpression' || getPropertyName(parent) !== this.#name) return [];
    const { parent: write } = parent;
    return write.type === 'AssignmentExpression' && write.left === parent ? [write.right] : [];
  }
}

function isMethodOfObject(callee: Node): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Object' &&
    ['assign', 'freeze', 'seal'].includes(getPropertyName(callee) ?? '')
  );
}
