import type { TSESTree } from '@typescript-eslint/utils';
import { lastName, memberName } from '../../ast.ts';
import type { Call, Node, SourceCode } from '../../ast.ts';
import { GLOBAL_MODULE } from '../../detect/export-path.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { fileRoles } from '../known/file-functions.ts';
import {
  changesWhatIsPrinted,
  isChanging,
  isChangingMethod,
  isChecking,
  isRegisteringFunction,
  knownCall,
  REGISTERING_METHODS,
} from '../known/known-calls.ts';
import { ANY, HIDDEN, step } from '../memory/location.ts';
import type { Place } from '../memory/location.ts';
import { moduleFunction, modulePlace } from '../memory/modules.ts';
import { processPlace } from '../memory/process.ts';
import { asMethodCall } from './borrowed-methods.ts';
import { handedOn, isDelivery } from './delivery.ts';
import type { Facts } from './facts.ts';
import { fileTouches, loadingTouch, movedTouches } from './file-touches.ts';
import {
  assigned,
  filesGiven,
  given,
  handedOver,
  isStatement,
  leftBehind,
  touchStep,
  worldStep,
} from './given-values.ts';
import { methodSteps } from './method-calls.ts';
import { CALLER } from './steps.ts';
import type { Step } from './steps.ts';

/** Turns calls of code outside the file into steps: by what is known of it, or by what it could do. */
export class OutsideCalls {
  readonly #facts: Facts;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  of(node: Call, callee: Node): Step[] {
    const moved = this.#movedCall(node);
    if (moved) return moved;
    const borrowed = this.#borrowedMethod(node);
    if (borrowed) return borrowed;
    const known = knownCall(node, this.#facts.sourceCode);
    if (known === 'pure')
      return [
        ...assigned(node, this.#facts),
        ...this.#workingDirectory(node, callee),
        ...this.#packageState(node, callee),
        ...this.#loaded(node, callee),
      ];
    if (known !== 'unknown') return assigned(node, this.#facts);
    const context = this.#contextTouches(node, callee);
    if (context) return context;
    if (callee.type === 'MemberExpression' && isMark(callee))
      return [touchStep(step(PERFORMANCE, HIDDEN), 'change', node, true)];
    if (changesConsole(callee, this.#facts.sourceCode))
      return [touchStep(step(CONSOLE, HIDDEN), 'change', node, true)];
    const state = this.#processState(node, callee);
    if (state) return state;
    // The caller finds in its store what is put there before the function first waits.
    if (callee.type === 'MemberExpression' && memberName(callee) === 'enterWith')
      return [{ type: 'register', node, name: this.#facts.sourceCode.getText(callee), on: [CALLER] }];
    const files = fileTouches(node, this.#facts);
    if (files) return files.map((touch): Step => ({ type: 'touch', touch }));
    const name = callee.type === 'MemberExpression' ? (memberName(callee) ?? '') : '';
    const registers = this.registration(node, callee);
    if (registers) return registers;
    if (name === 'throwIfAborted') {
      const at: Place = {
        kind: 'memory',
        root: 'an abort signal',
        steps: ['aborted'],
        text: this.#facts.sourceCode.getText(callee),
      };
      return [{ type: 'touch', touch: { at, does: 'look', deep: false, decides: true, node } }];
    }
    const project = this.#projectState(node, callee);
    if (project) return project;
    if (callee.type === 'MemberExpression') return methodSteps(node, callee, this.#facts);
    return [
      ...given(node, this.#facts),
      ...leftBehind(node, callee, this.#facts),
      ...handedOver(node, callee, this.#facts),
      ...filesGiven(node, lastName(callee) ?? '', this.#facts),
      worldStep(node, callee, this.#facts),
    ];
  }

  /** `require(file)` reads a file. */
  #loaded(node: Call, callee: Node): Step[] {
    const [file] = node.arguments;
    if (callee.type !== 'Identifier' || callee.name !== 'require' || !file || file.type === 'Literal')
      return [];
    const touch = loadingTouch(file, node, this.#facts);
    return touch ? [{ type: 'touch', touch }] : [];
  }

  /** What functions of a module of the project share. Who asks for something only looks; what else they do is not known. */
  #projectState(node: Call, callee: Node): Step[] | undefined {
    if (node.type === 'NewExpression') return undefined;
    const called = moduleFunction(callee, this.#facts.sourceCode);
    if (called?.from !== 'project') return undefined;
    const { sourceCode } = this.#facts;
    const name = called.path.at(-1) ?? lastName(callee) ?? '';
    const at = step(modulePlace(called.module, [], sourceCode.getText(callee)), HIDDEN);
    const changes = isStatement(node) || isChanging(name);
    const touch = {
      at,
      does: changes ? 'change' : 'look',
      deep: false,
      node,
      delivers: isDelivery(node, this.#facts),
      hands: handedOn(node, this.#facts),
    } as const;
    return [
      ...(isChecking(name) ? [] : [{ type: 'touch', touch } as const]),
      // What the file has set in a module before, that function may read: `i18n.locale = 'de'`.
      touchStep(modulePlace(called.module, [], at.text), 'look', node, true),
      ...leftBehind(node, callee, this.#facts),
      ...given(node, this.#facts),
      ...filesGiven(node, name, this.#facts),
      worldStep(node, callee, this.#facts),
    ];
  }

  /** A package that computes has settings, too: who calls it for no result changes them, or what it is given. */
  #packageState(node: Call, callee: Node): Step[] {
    const called = moduleFunction(callee, this.#facts.sourceCode);
    if (!called) return [];
    const { sourceCode } = this.#facts;
    const place = modulePlace(called.module, [], sourceCode.getText(callee));
    if (isStatement(node) && called.from === 'package') {
      const shown = given(node, this.#facts);
      const isSetting = SETTING.test(called.path.at(-1) ?? '');
      return shown.length > 0 && !isSetting
        ? shown
        : [...shown, touchStep(step(place, HIDDEN), 'change', node, true)];
    }
    return [{ type: 'touch', touch: { at: place, does: 'look', deep: true, decides: true, node } }];
  }

  /** A call that the runtime makes on another thread: it has been moved already. */
  #movedCall(node: Call): Step[] | undefined {
    if (lastName(node.callee) !== 'toThread') return undefined;
    const [fn, ...args] = node.arguments;
    const name = fn && lastName(fn);
    if (!name || !fileRoles(name)) return [];
    const call = { ...node, callee: fn, arguments: args } as Call;
    return (movedTouches(call, this.#facts) ?? []).map((touch): Step => ({
      type: 'touch',
      touch: { ...touch, node },
    }));
  }

  /** What a method of a collection does that is called by another name. */
  #borrowedMethod(node: Call): Step[] | undefined {
    const call = asMethodCall(node, this.#facts.sourceCode);
    const name = call && lastName(call.callee);
    if (call?.callee.type !== 'MemberExpression' || !name || !isChangingMethod(name)) return undefined;
    return methodSteps(call, call.callee, this.#facts).map((step) =>
      step.type === 'touch' ? { ...step, touch: { ...step.touch, node } } : step,
    );
  }

  /** `process.cwd()` tells what `process.chdir(dir)` has set. */
  #workingDirectory(node: Call, callee: Node): Step[] {
    if (lastName(callee) !== 'cwd') return [];
    const [place] = this.#facts.places.of(callee);
    return place?.root === 'global process' ? [touchStep(processPlace('cwd'), 'look', node, false)] : [];
  }

  /** `process.chdir(dir)`, `process.umask(mask)`, `process.exit()`. */
  #processState(node: Call, callee: Node): Step[] | undefined {
    const [place] =
      callee.type === 'MemberExpression' || callee.type === 'Identifier' ? this.#facts.places.of(callee) : [];
    if (place?.root !== 'global process') return undefined;
    const name = place.steps[0] ?? '';
    const at = {
      chdir: 'cwd',
      loadEnvFile: 'env',
      umask: 'umask',
      exit: 'exit',
      abort: 'exit',
      reallyExit: 'exit',
      kill: 'exit',
    }[name];
    if (at === undefined || (name === 'umask' && node.arguments.length === 0)) return undefined;
    const touch: Step = {
      type: 'touch',
      touch: { at: processPlace(at), does: 'change', deep: false, node, inOrder: true },
    };
    return at === 'exit' && name !== 'kill' ? [touch, { type: 'leave', node, loop: false }] : [touch];
  }

  /** What has to be there before anything happens: listeners, most of all. */
  registration(node: Call, callee: Node): Step[] | undefined {
    const name = callee.type === 'MemberExpression' ? (memberName(callee) ?? '') : '';
    const { made, sourceCode } = this.#facts;
    if (callee.type === 'MemberExpression' && REGISTERING_METHODS.has(name)) {
      const on = made.holders.of(callee.object);
      const text = `${sourceCode.getText(callee.object)}.${name}`;
      const piped = name === 'pipe' ? node.arguments.flatMap((argument) => made.holders.of(argument)) : [];
      return [{ type: 'register', node, name: text, on: [...on, ...piped] }];
    }
    if (!isRegisteringFunction(callee, sourceCode)) return undefined;
    const on = node.arguments.flatMap((argument) => made.holders.of(argument));
    return [{ type: 'register', node, name: `${lastName(callee) ?? ''}(…)`, on }];
  }

  /** Code that `node:vm` runs may do anything to the context that it is given. */
  #contextTouches(node: Call, callee: Node): Step[] | undefined {
    const name = lastName(callee) ?? '';
    if (name === 'runInThisContext') return [touchStep(step(GLOBALS, ANY), 'change', node, true)];
    if (!/^runIn(?:New)?Context$/.test(name)) return undefined;
    return node.arguments.flatMap((argument) =>
      this.#facts.places.of(argument).map((place) => touchStep(step(place, ANY), 'change', node, true)),
    );
  }
}

const GLOBALS: Place = { kind: 'memory', root: 'global globalThis', steps: [], text: 'globalThis' };

/** Marks and measures are known to all by their names. */
const PERFORMANCE: Place = { kind: 'memory', root: 'global performance', steps: [], text: 'performance' };

function isMark({ object, property }: TSESTree.MemberExpression): boolean {
  return (
    lastName(object) === 'performance' &&
    /^(?:clearMarks|clearMeasures|mark|measure)$/.test(lastName(property) ?? '')
  );
}

/** The console counts, keeps clocks, and knows how far it indents: all who print have the same one. */
const CONSOLE: Place = { kind: 'memory', root: 'global console', steps: [], text: 'console' };

function changesConsole(callee: Node, sourceCode: SourceCode): boolean {
  const change = (module: string, path: readonly string[]) => {
    const steps = module === 'console' ? path.filter((name) => name !== 'default') : path.slice(1);
    const isOfConsole = module === 'console' || (module === GLOBAL_MODULE && path[0] === 'console');
    return (isOfConsole && steps.length === 1 && changesWhatIsPrinted(steps[0] ?? '')) || undefined;
  };
  return resolveExport(callee, change, sourceCode) !== undefined;
}

/** Functions that say how a package behaves from then on. */
const SETTING =
  /^(?:config|configure|defaults|extend|install|locale|options|register|set[A-Z]\w*|updateLocale|use)$/;
