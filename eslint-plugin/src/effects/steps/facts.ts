import type { FunctionNode, Node, SourceCode } from '../../ast.ts';
import type { BlockingCall } from '../../detect/blocking-call.ts';
import type { InlineCallers } from '../../detect/inline-callers.ts';
import { nodesInFile } from '../../walk.ts';
import { Callbacks } from '../functions/callbacks.ts';
import { GivenPaths } from './given-paths.ts';
import { MadeValues } from './made.ts';
import { Paths } from '../memory/paths.ts';
import { Places } from '../memory/places.ts';

/** What the steps of all functions of a file are made with. */
export class Facts {
  readonly sourceCode: SourceCode;
  readonly callbacks: Callbacks;
  readonly places: Places;
  readonly paths: Paths;
  readonly givenPaths: GivenPaths;
  readonly made: MadeValues;
  /** All blocking calls of the file, wherever they run. */
  readonly blocking: ReadonlyMap<Node, BlockingCall>;
  #accessors: ReadonlySet<string> | undefined;
  #converters: readonly FunctionNode[] | undefined;
  #getters: readonly FunctionNode[] | undefined;

  constructor(sourceCode: SourceCode, callers: InlineCallers, blocking: ReadonlyMap<Node, BlockingCall>) {
    this.sourceCode = sourceCode;
    this.blocking = blocking;
    this.callbacks = new Callbacks(sourceCode, callers);
    this.places = new Places(sourceCode, this.callbacks);
    this.paths = new Paths(sourceCode, this.places);
    this.givenPaths = new GivenPaths(this);
    this.made = new MadeValues(sourceCode, this.callbacks, this.places);
  }

  /** Whether the file has a getter or a setter of that name. Most files have none, and no member need be resolved. */
  hasAccessor(name: string): boolean {
    this.#accessors ??= new Set(accessorsIn(this.sourceCode));
    return this.#accessors.has(name);
  }

  /** The functions of the file that make texts and numbers of objects. Most files have none. */
  get converters(): readonly FunctionNode[] {
    this.#converters ??= /\btoString\b|\btoJSON\b|\btoPrimitive\b|\bvalueOf\b/.test(this.sourceCode.text)
      ? this.callbacks.kept.converters
      : [];
    return this.#converters;
  }

  /** Its getters, for where all properties of an object are read. */
  get getters(): readonly FunctionNode[] {
    this.#getters ??= /\bget\s+[\w$#[]/.test(this.sourceCode.text) ? this.callbacks.kept.getters : [];
    return this.#getters;
  }
}

function* accessorsIn(sourceCode: SourceCode): Generator<string> {
  if (!/\b[gs]et\s+[\w$#[]/.test(sourceCode.text)) return;
  for (const node of nodesInFile(sourceCode)) {
    if ((node.type === 'MethodDefinition' || node.type === 'Property') && node.kind !== 'method') {
      if (node.kind !== 'get' && node.kind !== 'set') continue;
      const { key } = node;
      if (key.type === 'Identifier') yield key.name;
      if (key.type === 'PrivateIdentifier') yield `#${key.name}`;
    }
  }
}
