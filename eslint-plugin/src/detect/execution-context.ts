import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction } from '../ast.ts';
import type { FunctionNode, Node } from '../ast.ts';

/** A place where the language does not allow `await`, although the enclosing function is async. */
type AwaitBarrier = 'parameter' | 'class field' | 'static block' | 'decorator' | 'enum' | 'namespace';

/** Where a call runs. */
export type ExecutionContext =
  /** On the event loop, as part of an async function. `barrier` is there when `await` is not legal at the spot. */
  | { readonly kind: 'async function'; readonly fn: FunctionNode; readonly barrier?: AwaitBarrier }
  /** While the module is evaluated. */
  | { readonly kind: 'top level'; readonly barrier?: AwaitBarrier }
  /** In a synchronous function, whose callers decide when it runs. */
  | { readonly kind: 'sync function'; readonly fn: FunctionNode }
  /** When an instance of the class is made. */
  | { readonly kind: 'instance field' };

/** Finds where the code at `node` runs, judged by the nearest function around it. */
export function executionContext(node: Node): ExecutionContext {
  let barrier: AwaitBarrier | undefined;
  let child: Node = node;
  for (let parent: Node | undefined = child.parent; parent; child = parent, parent = child.parent) {
    if (isFunction(parent)) {
      if (!parent.async) return { kind: 'sync function', fn: parent };
      if (parent.params.some((param) => param === child)) barrier = 'parameter';
      return { kind: 'async function', fn: parent, ...(barrier && { barrier }) };
    }
    switch (parent.type) {
      case 'PropertyDefinition':
      case 'AccessorProperty':
        if (child === parent.value) {
          if (!parent.static) return { kind: 'instance field' };
          barrier = 'class field';
        }
        break;
      case 'StaticBlock':
        barrier = 'static block';
        break;
      case 'Decorator':
        barrier ??= 'decorator';
        // The decorator of a parameter runs when the class is made, not when the method is called.
        parent = methodOfParameter(parent) ?? parent;
        break;
      case 'TSEnumMember':
        barrier ??= 'enum';
        break;
      case 'TSModuleBlock':
        barrier ??= 'namespace';
        break;
    }
  }
  return { kind: 'top level', ...(barrier && { barrier }) };
}

/** The method whose parameter a decorator stands before. */
function methodOfParameter({ parent }: TSESTree.Decorator): FunctionNode | undefined {
  let parameter: Node = parent;
  for (let around = parameter.parent; around; around = parameter.parent) {
    const isPart =
      around.type === 'TSParameterProperty' ||
      (around.type === 'AssignmentPattern' && around.left === parameter);
    if (!isPart) break;
    parameter = around;
  }
  const fn = parameter.parent;
  return fn && isFunction(fn) && fn.params.some((param) => param === parameter) ? fn : undefined;
}
