import { isBuiltin } from 'node:module';
import type { TSESTree } from '@typescript-eslint/utils';
import { lastName, memberName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Call, Node } from '../../ast.ts';
import { CALL_STEP, NEW_STEP, resolveExport } from '../../detect/export-reference.ts';
import { PROMISE_METHODS } from '../../detect/inline-callers.ts';
import { memberIn, valueOf } from '../../detect/local-function.ts';
import type { Facts } from './facts.ts';
import { changesFiles } from '../known/changing-names.ts';
import { fileRoles } from '../known/file-functions.ts';
import { propertiesRead } from './builtin-state.ts';
import { heldCallee, isDelivery, isKept } from './delivery.ts';
import { sentTouches } from './sent-files.ts';
import { fileTouches, loadingTouch, movedTouches } from './file-touches.ts';
import {
  isAsking,
  isChanging,
  isChangingMethod,
  isChecking,
  isComputingMethod,
  isLookingMethod,
  isRegisteringFunction,
  knownCall,
  LISTING_METHODS,
  ORDERING_METHODS,
  REGISTERING_METHODS,
} from '../known/known-calls.ts';
import { isBytes } from '../memory/builtin-objects.ts';
import { ANY, GIVEN_AWAY, HIDDEN, step } from '../memory/location.ts';
import type { Place, Touch, TurnElement } from '../memory/location.ts';
import { moduleFunction, modulePlace } from '../memory/modules.ts';
import { isKeeper } from '../memory/keepers.ts';
import { isReachable } from '../memory/per-run.ts';
import { givesView } from '../memory/views.ts';
import { processPlace } from '../memory/process.ts';
import { CALLER } from './steps.ts';
import type { Leaf, Step } from './steps.ts';
import { writeTouch } from './writes.ts';

/** Turns calls of code outside the file into steps: by what is known of it, or by what it could do. */
export class OutsideCalls {
  readonly #facts: Facts;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  of(node: Call, callee: Node): Step[] {
    const moved = this.#movedCall(node);
    if (moved) return moved;
    const known = knownCall(node, this.#facts.sourceCode);
    if (known === 'pure')
      return [...this.#assigned(node), ...this.#packageState(node, callee), ...this.#loaded(node, callee)];
    if (known !== 'unknown') return this.#assigned(node);
    const context = this.#contextTouches(node, callee);
    if (context) return context;
    if (callee.type === 'MemberExpression' && isMark(callee))
      return [this.#touch(step(PERFORMANCE, HIDDEN), 'change', node, true)];
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
    if (callee.type === 'MemberExpression') {
      // What a method works on is one step further.
      const found = this.#facts.places.workedOn(callee.object);
      const places = found.filter((place) => isReachable(step(place, HIDDEN)));
      const flags = this.#flagsOf(callee.object);
      if (flags !== undefined && !/[gy]/.test(flags)) return [];
      if (flags !== undefined)
        return places.map((place) => this.#touch(step(place, HIDDEN), 'change', node, true));
      if (isLookingMethod(name) && found.length === 0 && isKeeper(callee.object, this.#facts.sourceCode))
        return [this.#world(node, callee)];
      if (isLookingMethod(name))
        return places.length > 0 && !isStatement(node) && isKeeper(callee.object, this.#facts.sourceCode)
          ? places.map((place) => this.#touch(step(place, HIDDEN), 'look', node, true))
          : this.#look(places, node, name);
      if (isChangingMethod(name)) return this.#change(places, node, name);
      if (isComputingMethod(callee, this.#facts.sourceCode)) return this.#computed(places, node);
      return [
        ...this.#unknownMethod(places, node, callee),
        ...this.#leftBehind(node, callee),
        ...this.#files(node, name),
        this.#world(node, callee, found.length > 0 && places.length === 0),
      ];
    }
    return [
      ...this.#given(node),
      ...this.#leftBehind(node, callee),
      ...this.#handedOver(node, callee),
      ...this.#files(node, lastName(callee) ?? ''),
      this.#world(node, callee),
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
    } as const;
    return [
      ...(isChecking(name) ? [] : [{ type: 'touch', touch } as const]),
      ...this.#settings(modulePlace(called.module, [], at.text), node),
      ...this.#leftBehind(node, callee),
      ...this.#given(node),
      ...this.#files(node, name),
      this.#world(node, callee),
    ];
  }

  /** What the file has set in a module before it calls a function of it, that function may read: `i18n.locale = 'de'`. */
  #settings(at: Place, node: Call): Step[] {
    return [this.#touch(at, 'look', node, true)];
  }

  /** Files that unknown code is given the paths of. Its name tells whether it changes them: most code only reads them. */
  #files(node: Call, name: string): Step[] {
    const touches = [
      ...this.#facts.givenPaths.of(node, changesFiles(name)),
      ...sentTouches(node, this.#facts),
    ];
    return touches.map((touch) => ({ type: 'touch', touch }));
  }

  /** A package that computes has settings, too: who calls it for no result changes them, or what it is given. */
  #packageState(node: Call, callee: Node): Step[] {
    const called = moduleFunction(callee, this.#facts.sourceCode);
    if (!called) return [];
    const { sourceCode } = this.#facts;
    const place = modulePlace(called.module, [], sourceCode.getText(callee));
    if (isStatement(node) && called.from === 'package') {
      const given = this.#given(node);
      const isSetting = SETTING.test(called.path.at(-1) ?? '');
      return given.length > 0 && !isSetting
        ? given
        : [...given, this.#touch(step(place, HIDDEN), 'change', node, true)];
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

  #look(places: readonly Place[], node: Call, name: string): Step[] {
    const isKeyed = !LISTING_METHODS.has(name);
    return places.map((place) => this.#touch(isKeyed ? step(place, ANY) : place, 'look', node, true));
  }

  #change(places: readonly Place[], node: Call, name: string): Step[] {
    const args = node.arguments;
    const isQueue = this.#isOfOthers(node.callee);
    return places.map((place): Step => {
      const at = step(place, ANY);
      const value = args.at(-1);
      const element = args[0] && this.#elementOfTurn(args[0]);
      if (name === 'delete' && isDropped(node))
        return { type: 'touch', touch: { at, does: 'clear', deep: false, node, element } };
      if (!ORDERING_METHODS.has(name) || !value) return this.#touch(at, 'change', node, false);
      const isListed = name !== 'set' && (name !== 'add' || isQueue);
      const key = isListed ? undefined : args[0];
      const touch = writeTouch({ node, place: at, value, key, isListed }, this.#facts);
      const delivers = isListed && isDelivery(node, this.#facts) && isKept(place, node, this.#facts);
      return { type: 'touch', touch: { ...touch, delivers, element } };
    });
  }

  /** What a variable holds for good that was made where it is declared: no two of these are one. */
  #elementOfTurn(key: Node): TurnElement | undefined {
    const variable = key.type === 'Identifier' ? variableOf(key, this.#facts.sourceCode) : null;
    const [definition] = variable?.defs ?? [];
    if (!variable || definition?.type !== 'Variable' || definition.parent.kind !== 'const') return undefined;
    const init = definition.node.init && withoutTypeWrappers(definition.node.init);
    const isMade =
      init?.type === 'NewExpression' ||
      (init?.type === 'CallExpression' &&
        init.callee.type === 'MemberExpression' &&
        PROMISE_METHODS.has(memberName(init.callee) ?? ''));
    return isMade && definition.node.id.type === 'Identifier' ? { variable } : undefined;
  }

  /** A method that computes changes its object, where anybody else has that: a hash goes on from what it was given. */
  #computed(places: readonly Place[], node: Call): Step[] {
    return places.map((place): Step => ({
      type: 'touch',
      touch: { at: step(place, HIDDEN), does: 'change', deep: true, node, inOrder: true },
    }));
  }

  /** Code that `node:vm` runs may do anything to the context that it is given. */
  #contextTouches(node: Call, callee: Node): Step[] | undefined {
    if (!/^runIn(?:New)?Context$/.test(lastName(callee) ?? '')) return undefined;
    return node.arguments.flatMap((argument) =>
      this.#facts.places.of(argument).map((place) => this.#touch(step(place, ANY), 'change', node, true)),
    );
  }

  /** A method that nobody knows works on what its object hides. */
  #unknownMethod(places: readonly Place[], node: Call, callee: TSESTree.MemberExpression): Step[] {
    const object = withoutTypeWrappers(callee.object);
    if (this.#isOfNode(callee) || places.some(({ root }) => root === 'global process')) return [];
    const { sourceCode } = this.#facts;
    const name = memberName(callee) ?? '';
    const bytes = isBytes(object, sourceCode);
    const asks =
      (isAsking(name) || givesView(name) || (bytes && name.startsWith('read'))) && !isStatement(node);
    // What an object does itself, it knows.
    const isOwn = object.type === 'ThisExpression' || object.type === 'Super';
    const inOrder = !asks && TAKING_IN_ORDER.test(name);
    const worked = places.map((place): Step => {
      const at = step(place, bytes ? ANY : HIDDEN);
      const delivers = isDelivery(node, this.#facts) && isKept(place, node, this.#facts) && !isOwn;
      return {
        type: 'touch',
        touch: { at, does: asks ? 'look' : 'change', deep: true, node, inOrder, delivers },
      };
    });
    // The functions of a module have no object. What is imported may be one: a call for its effect tells.
    if (object.type === 'Identifier' && this.#isImported(object)) {
      if (this.#isNamespace(object)) return this.#given(node);
      if (isStatement(node)) return worked;
      // What it gives may depend on what it was told before.
      const looks = places.flatMap((place) => [
        this.#touch(step(place, HIDDEN), 'look', node, false),
        ...this.#settings(place, node),
      ]);
      return [...looks, ...this.#given(node)];
    }
    return [...worked, ...this.#handedOver(node, callee), ...this.#given(node)];
  }

  /** What listeners are told, who were given to the file, or to an object of it, and outlive the run. */
  #handedOver(node: Call, callee: Node): Step[] {
    if (!isDelivery(node, this.#facts)) return [];
    return heldCallee(callee, this.#facts)
      .filter((place) => isKept(place, node, this.#facts))
      .map((place) => {
        const at = step(place, HIDDEN);
        return { type: 'touch', touch: { at, does: 'change', deep: false, node, delivers: true } };
      });
  }

  /** What a function leaves in its properties, or a method that checks something in those of its object, and the file reads. */
  #leftBehind(node: Call, callee: Node): Step[] {
    const { places, sourceCode } = this.#facts;
    const isMethod = callee.type === 'MemberExpression';
    if (isMethod && !isChecking(memberName(callee) ?? '')) return [];
    const holder = isMethod ? callee.object : callee;
    return propertiesRead(holder, sourceCode).flatMap((name) =>
      places
        .of(holder)
        .filter((place) => isReachable(place) && !(isMethod && place.parameter))
        .map((place): Step => this.#touch(step(place, name), 'change', node, true)),
    );
  }

  /** A function that nobody knows may work on what it is given, or asks it for something if what it gives is used. */
  #given(node: Call): Step[] {
    const does = isStatement(node) ? 'change' : 'look';
    // Who asks whether something is so looks at what it is about.
    if (does === 'look' && !PREDICATE.test(lastName(node.callee) ?? '')) return [];
    const name = does === 'change' ? GIVEN_AWAY : HIDDEN;
    return node.arguments.flatMap((argument) =>
      this.#facts.places
        .of(argument)
        .filter((place) => isReachable(place) && (place.parameter !== undefined || place.steps.length === 0))
        .map((place) => this.#touch(step(place, name), does, node, true)),
    );
  }

  /** `Object.assign(target, …)`, `Reflect.set(target, …)`. */
  #assigned(node: Call): Step[] {
    const [target] = node.arguments;
    if (!WRITING.test(lastName(node.callee) ?? '') || !target) return [];
    return this.#facts.places
      .of(target)
      .filter(isReachable)
      .map((place) => this.#touch(step(place, ANY), 'change', node, true));
  }

  /** Whether a method is one of an object that is visibly no `Set`, and may keep what it is given in a row. */
  #isOfOthers(callee: Node): boolean {
    const object = callee.type === 'MemberExpression' ? withoutTypeWrappers(callee.object) : callee;
    const { sourceCode } = this.#facts;
    const name = object.type === 'MemberExpression' ? memberName(object) : null;
    const value =
      object.type === 'MemberExpression'
        ? name !== null && memberIn(object.object, name, sourceCode)?.value
        : object.type === 'Identifier' && valueOf(object, sourceCode);
    if (!value) return object.type === 'Identifier' && this.#isImported(object);
    return value.type === 'NewExpression' && !/^(?:Weak)?(?:Map|Set)$/.test(lastName(value.callee) ?? '');
  }

  /** The flags of a regular expression: with `g` or `y` it remembers where it has come to. */
  #flagsOf(object: Node): string | undefined {
    const value = object.type === 'Identifier' ? valueOf(object, this.#facts.sourceCode) : object;
    return value?.type === 'Literal' && 'regex' in value ? value.regex.flags : undefined;
  }

  #isOfNode(callee: Node): boolean {
    return (
      resolveExport(
        callee,
        (module, path) =>
          (isBuiltin(module) && !path.includes(CALL_STEP) && !path.includes(NEW_STEP)) || undefined,
        this.#facts.sourceCode,
      ) !== undefined
    );
  }

  #isImported(name: TSESTree.Identifier): boolean {
    return variableOf(name, this.#facts.sourceCode)?.defs[0]?.type === 'ImportBinding';
  }

  #isNamespace(name: TSESTree.Identifier): boolean {
    return variableOf(name, this.#facts.sourceCode)?.defs[0]?.node.type === 'ImportNamespaceSpecifier';
  }

  #world(node: Call, callee: Node, isOwn = false): Leaf {
    return { type: 'world', node, name: this.#facts.sourceCode.getText(callee), isOwn };
  }

  #touch(at: Place, does: Touch['does'], node: Node, deep: boolean): Step {
    return { type: 'touch', touch: { at, does, deep, node } };
  }
}

/** Marks and measures are known to all by their names. */
const PERFORMANCE: Place = { kind: 'memory', root: 'global performance', steps: [], text: 'performance' };

function isMark({ object, property }: TSESTree.MemberExpression): boolean {
  return (
    lastName(object) === 'performance' &&
    /^(?:clearMarks|clearMeasures|mark|measure)$/.test(lastName(property) ?? '')
  );
}

/** Functions whose answer is yes or no. */
const PREDICATE = /^(?:can|has|is|may|needs|should)(?![a-z])/;

/** Functions that say how a package behaves from then on. */
const SETTING =
  /^(?:config|configure|defaults|extend|install|locale|options|register|set[A-Z]\w*|updateLocale|use)$/;

/** Methods that put what they are given behind what they were given before: of a hash, an archive, a stream. */
const TAKING_IN_ORDER = /^(?:append|end|enqueue|entry|push|send|update|write)$/;

/** Functions of `Object` and `Reflect` that write to their first argument. */
const WRITING =
  /^(?:assign|define(?:Getter|Propert(?:y|ies))|deleteProperty|freeze|preventExtensions|seal|set(?:PrototypeOf)?)$/;

/** Whether nobody uses what a call gives, as a statement or as what `finally` calls: `job.finally(() => jobs.delete(job))`. */
function isDropped(node: Call): boolean {
  const { parent } = node;
  if (parent.type !== 'ArrowFunctionExpression') return isStatement(node);
  const call = parent.parent;
  return call.type === 'CallExpression' && /^(?:finally|forEach)$/.test(lastName(call.callee) ?? '');
}

/** Whether nobody uses what a call gives, so that it is made for what it does. */
function isStatement(node: Call): boolean {
  const { parent } = node;
  const around =
    parent.type === 'AwaitExpression' || parent.type === 'ChainExpression' ? parent.parent : parent;
  return around.type === 'ExpressionStatement';
}
