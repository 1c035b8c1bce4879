import type { TSESTree } from '@typescript-eslint/utils';
import { lastName, memberName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Call, Node, Run, SourceCode } from '../../ast.ts';
import { CALL_STEP, GLOBAL_MODULE, NEW_STEP } from '../../detect/export-path.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { oncePerFile } from '../../per-file.ts';

/**
 * What is known of functions and methods that are not of the file: data, each list with its reason. Whatever is in none
 * of these lists may change all that it is given, and all that it is called on.
 */

/** Methods of collections, texts and buffers that change nothing. */
const LOOKING_METHODS = new Set(
  (
    'at charAt charCodeAt codePointAt concat endsWith entries equals every filter find findIndex findLast ' +
    'findLastIndex flat flatMap forEach get getAll getTime has hasOwnProperty includes indexOf isSubsetOf join keys ' +
    'lastIndexOf localeCompare map match matchAll normalize padEnd padStart reduce reduceRight repeat replace ' +
    'replaceAll search slice some split startsWith subarray substring test toArray toFixed toISOString toJSON ' +
    'toLocaleString toLowerCase toReversed toSorted toSpliced toString toUpperCase trim trimEnd trimStart union ' +
    'valueOf values with'
  ).split(' '),
);

/** Methods of collections that change them. */
const CHANGING_METHODS = new Set(
  'add append clear copyWithin delete fill pop push reverse set shift sort splice unshift'.split(' '),
);

/** Those that put their arguments into the collection. */
export const KEEPING_METHODS = new Set(['add', 'append', 'push', 'set', 'splice', 'unshift']);

/** Those whose order shows in the collection. */
export const ORDERING_METHODS = new Set(['add', 'append', 'push', 'set', 'unshift']);

/** Methods that give something that is in the collection. */
export const ELEMENT_METHODS = new Set(
  'at entries filter find findLast flat get getAll pop shift slice splice toReversed toSorted values'.split(
    ' ',
  ),
);

/** Methods that show in which order a collection was filled, or how much there is. */
export const LISTING_METHODS = new Set(
  'entries every filter find findIndex findLast flat flatMap forEach indexOf join keys map reduce reduceRight slice some values'.split(
    ' ',
  ),
);

export function isLookingMethod(name: string): boolean {
  return LOOKING_METHODS.has(name);
}

export function isChangingMethod(name: string): boolean {
  return CHANGING_METHODS.has(name);
}

/** Modules of Node whose functions compute a value from their arguments, and do nothing else. */
const PURE_MODULES = new Set(
  (
    'path path/posix path/win32 url util querystring os buffer string_decoder punycode crypto zlib assert ' +
    'assert/strict module v8'
  ).split(' '),
);

/** Packages that compute values or format texts: they keep nothing of what they are given. */
const PURE_PACKAGES = new Set(
  (
    'chalk picocolors kleur colorette ansi-colors yoctocolors semver lodash lodash-es ini toml yaml js-yaml json5 ms ' +
    'bytes mime mime-types minimatch micromatch picomatch slash strip-ansi wrap-ansi string-width camelcase uuid nanoid ' +
    'fast-deep-equal deepmerge dedent date-fns dayjs pluralize escape-string-regexp he entities gray-matter marked ' +
    'is-ci ci-info normalize-path upath pathe ufo bcrypt bcryptjs strip-json-comments jsonc-parser smol-toml confbox ' +
    'fast-json-stable-stringify safe-stable-stringify object-hash hasha md5 tslib'
  ).split(' '),
);

/** Packages that log. The order of what is printed does not matter to the program. */
const LOGGING_PACKAGES = new Set(
  'pino winston bunyan consola signale log4js loglevel npmlog proc-log debug fancy-log tslog @oclif/log'.split(
    ' ',
  ),
);

/** Globals that compute a value, as the first step of the path; the functions of `process` that only tell. */
const PURE_GLOBALS = new Set(
  (
    'Array ArrayBuffer BigInt Boolean Buffer DataView Date Error EvalError Float32Array Float64Array Int16Array ' +
    'Int32Array Int8Array Intl JSON Map Math Number Object Promise RangeError ReferenceError RegExp Set String Symbol ' +
    'SyntaxError TextDecoder TextEncoder TypeError URIError URL URLSearchParams Uint16Array Uint32Array Uint8Array ' +
    'Uint8ClampedArray WeakMap WeakSet AggregateError Headers Response Blob FormData atob btoa decodeURIComponent decodeURI encodeURIComponent ' +
    'encodeURI isFinite isNaN parseFloat parseInt performance structuredClone require'
  ).split(' '),
);

const PURE_OF_PROCESS = new Set(
  'cwd hrtime hrtime.bigint memoryUsage uptime cpuUsage emitWarning'.split(' '),
);

const LOGGING_METHODS = new Set(
  'log info warn error debug trace verbose silly success fatal notice http dir table time timeEnd timeLog group groupEnd count assert'.split(
    ' ',
  ),
);

/** What a call of code outside the file does, as far as that is known. */
export type KnownCall =
  /** It computes a value from what it is given. */
  | 'pure'
  /** It prints. */
  | 'logging'
  /** It calls a function later: `setTimeout(…)`. */
  | 'later'
  /** Nothing is known. */
  | 'unknown';

const LATER = new Set(['queueMicrotask', 'setImmediate', 'setInterval', 'setTimeout', 'process.nextTick']);

/** Tells what is known of a call of code outside the file. */
export const knownCall = oncePerFile((node: Call, sourceCode): KnownCall => {
  const callee = withoutTypeWrappers(node.callee);
  // What is printed gives nothing: who uses what a method gives does not only print.
  if (callee.type === 'MemberExpression' && isUnused(node) && isLogger(callee)) return 'logging';
  if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return 'unknown';
  if (callee.type === 'Identifier' && isUnboundName(callee, sourceCode))
    return ofGlobal([callee.name]) ?? 'unknown';
  return resolveExport(callee, ofExport, sourceCode)?.value ?? 'unknown';
});

/** Modules, and globals, that make objects whose methods compute: they change the object, and nothing that they are given. */
const COMPUTING_MODULES = new Set(['crypto', 'string_decoder', 'url']);
const COMPUTING_GLOBALS = new Set(['Date', 'Intl', 'TextDecoder', 'URL', 'URLSearchParams']);

/** Whether a callee is a method of an object that only computes: `createHash('sha1').update`. */
export function isComputingMethod(callee: Node, sourceCode: SourceCode): boolean {
  return (
    resolveExport(
      callee,
      (module, path) => {
        if (!path.includes(CALL_STEP) && !path.includes(NEW_STEP)) return undefined;
        const isKnown =
          module === GLOBAL_MODULE ? COMPUTING_GLOBALS.has(path[0] ?? '') : COMPUTING_MODULES.has(module);
        return isKnown || undefined;
      },
      sourceCode,
    ) !== undefined
  );
}

/** Whether nobody uses what a call gives: it is a statement, or all that an arrow function does. */
function isUnused({ parent }: Call): boolean {
  const around =
    parent.type === 'AwaitExpression' || parent.type === 'ChainExpression' ? parent.parent : parent;
  return (
    around.type === 'ExpressionStatement' ||
    around.type === 'ArrowFunctionExpression' ||
    (around.type === 'UnaryExpression' && around.operator === 'void')
  );
}

function isUnboundName(name: TSESTree.Identifier, sourceCode: SourceCode): boolean {
  const variable = variableOf(name, sourceCode);
  return !variable || variable.defs.length === 0;
}

function ofExport(module: string, path: readonly string[]): KnownCall | undefined {
  // What is stored for a run stays with it when it is suspended.
  if (module === 'async_hooks') return path.at(-1) === 'enterWith' ? undefined : 'pure';
  // A method of what a function has made is no function of the module.
  if (path.includes(CALL_STEP) || path.includes(NEW_STEP)) return undefined;
  const steps = path[0] === 'default' ? path.slice(1) : path;
  if (module === GLOBAL_MODULE) return ofGlobal(steps);
  if (module === 'process') return ofGlobal(['process', ...steps]);
  if (module === 'console') return ofGlobal(['console', ...steps]);
  if (module === 'timers') return LATER.has(steps.join('.')) ? 'later' : undefined;
  if (LOGGING_PACKAGES.has(module)) return 'logging';
  return PURE_MODULES.has(module) || PURE_PACKAGES.has(module) || module.startsWith('lodash/')
    ? 'pure'
    : undefined;
}

function ofGlobal(path: readonly string[]): KnownCall | undefined {
  const [first = '', ...rest] = path;
  const name = path.join('.');
  if (LATER.has(name)) return 'later';
  if (first === 'console') return changesWhatIsPrinted(rest[0] ?? '') ? undefined : 'logging';
  if (first === 'process') {
    if (/^(?:stdout|stderr)\.write$/.test(rest.join('.'))) return 'logging';
    return PURE_OF_PROCESS.has(rest.join('.')) ? 'pure' : undefined;
  }
  // Marks and measures are known to all by their names.
  if (first === 'performance') return /^(?:now|toJSON)$/.test(rest.join('.')) ? 'pure' : undefined;
  return PURE_GLOBALS.has(first) ? 'pure' : undefined;
}

/** Whether a method of the console opens a group, or starts a clock or a count, which another call closes. */
export function changesWhatIsPrinted(method: string): boolean {
  return /^(?:count|group|time)/.test(method);
}

/** Whether a method is one that a logger has, called on what is named so: `this.logger.info`, `log.warn`, `this.log`. */
function isLogger(callee: TSESTree.MemberExpression): boolean {
  const method = memberName(callee) ?? '';
  if (changesWhatIsPrinted(method)) return false;
  if (callee.object.type === 'ThisExpression')
    return /^(?:debug|log|logger|print|println|verbose|warn)$/.test(method);
  return LOGGING_METHODS.has(method) && LOGGERS.test(lastName(callee.object) ?? '');
}

const LOGGERS =
  /(?:^|[a-z_$])(?:Log|Logger|Printer|Reporter|Spinner|Output|Console|Terminal)$|^(?:log|logger|logging|print|printer|console|ora|spinner|reporter|output|terminal|ui|cli|telemetry)$/;

/** Whether a call certainly gives an object that nobody else has, or a plain value. */
export function makesFresh(node: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const callee = withoutTypeWrappers(node.callee);
  const name = lastName(callee) ?? '';
  if (name.endsWith('Sync')) return true;
  if (callee.type === 'MemberExpression' && isLookingMethod(name) && !ELEMENT_METHODS.has(name)) return true;
  return knownCall(node, sourceCode) === 'pure' && name !== 'assign' && name !== 'freeze';
}

/** Methods that tell something, where what they give is used. */
const ASKING = /^(?:can|describe|find|get|has|is|list|peek|should|to)(?![a-z])/;

export function isAsking(name: string): boolean {
  return ASKING.test(name) && !/Next|New|And|Increment|Free|OrCreate/.test(name);
}

/** Functions whose names say that they change something, also where what they give is used. */
const CHANGING =
  /^(?:acquire|add|advance|allocate|append|assign|begin|book|bump|cancel|claim|clear|close|commit|confirm|consume|decrement|delete|dequeue|destroy|disable|drop|emit|enable|enqueue|enter|exit|free|increment|insert|invalidate|leave|lock|login|logout|mark|mutate|next|open|patch|pop|publish|push|put|record|refresh|register|release|remove|rename|reserve|reset|restore|revoke|rotate|save|schedule|send|set|shift|spend|start|stop|store|submit|subscribe|swap|switch|take|toggle|transfer|unlock|unregister|unset|update|upsert|withdraw|write)(?![a-z])/;

export function isChanging(name: string): boolean {
  return CHANGING.test(name) || /Next|AndSet|Increment|OrCreate/.test(name);
}

/** Functions that are called for no result, and only look at something, or tell about it. */
const CHECKING =
  /^(?:assert|check|debug|ensure|error|expect|fail|info|invariant|log|notice|print|report|require|throw|trace|validate|verify|warn|warning)(?![a-z])/;

export function isChecking(name: string): boolean {
  return CHECKING.test(name) || /(?:Debug|Log|Print|Warn|Warning)(?![a-z])/.test(name);
}

/** Methods that register what has to be there before anything happens. */
export const REGISTERING_METHODS = new Set(
  (
    'addEventListener addListener on once prependListener prependOnceListener pipe preventDefault respondWith ' +
    'stopImmediatePropagation stopPropagation subscribe waitUntil setPointerCapture'
  ).split(' '),
);

/** Properties of an event that are only there while it is dispatched. */
export const FIRST_TICK_PROPERTIES = new Set(['currentTarget', 'dataTransfer', 'eventPhase']);

/** Functions that register on the objects they are given. */
const REGISTERING_FUNCTIONS = new Set(
  'events.on events.once stream.finished stream.pipeline stream/promises.finished stream/promises.pipeline'.split(
    ' ',
  ),
);

export function isRegisteringFunction(callee: Node, sourceCode: SourceCode): boolean {
  return (
    resolveExport(
      callee,
      (module, path) => REGISTERING_FUNCTIONS.has(`${module}.${path.at(-1) ?? ''}`) || undefined,
      sourceCode,
    ) !== undefined
  );
}

/** Functions and classes whose result emits events that somebody has to listen to. */
const EMITTER_MAKERS = new Set(
  (
    'createReadStream createWriteStream createServer createConnection createSecureServer spawn fork ' +
    'execFile createInterface execa AbortController EventTarget Worker WebSocket WebSocketServer EventEmitter EventSource ' +
    'BroadcastChannel MessageChannel Readable Writable Transform PassThrough Duplex Server Socket'
  ).split(' '),
);

/** Those of them that emit nothing until somebody lets them: a server that does not listen yet, a stream nobody reads. */
const DORMANT_EMITTERS = new Set(
  (
    'createServer createSecureServer AbortController EventTarget EventEmitter BroadcastChannel MessageChannel Readable ' +
    'Writable Transform PassThrough Duplex Server Socket'
  ).split(' '),
);

export function isDormantEmitter(made: Run): boolean {
  return DORMANT_EMITTERS.has(
    lastName(made.type === 'TaggedTemplateExpression' ? made.tag : made.callee) ?? '',
  );
}

/** Names that other things have too, so that only those of Node's modules count. */
const EMITTING_FUNCTIONS = new Set(
  'child_process.exec fs.watch http.get http.request https.get https.request http2.connect net.connect tls.connect'.split(
    ' ',
  ),
);

/** Whether a call makes something that emits events. */
export function makesEmitter(callee: Node, sourceCode: SourceCode): boolean {
  const name = lastName(callee) ?? '';
  if (EMITTER_MAKERS.has(name)) return true;
  return (
    /^(?:connect|exec|get|request|watch)$/.test(name) &&
    resolveExport(
      callee,
      (module, path) => EMITTING_FUNCTIONS.has(`${module}.${path.at(-1) ?? ''}`) || undefined,
      sourceCode,
    ) !== undefined
  );
}
