/** Who is on the stack. Error and its settings are put back as they were: the program is to notice nothing. */

/** A frame as the program's own stack traces show it: through source maps, if it has asked for these. */
export interface Frame {
  /** A path, or whatever else a script is called. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly name?: string;
}

/** Something on the stack that no frame is wanted of, nor of what it has called. */
type Beyond = NonNullable<Parameters<typeof Error.captureStackTrace>[1]>;

// eslint-disable-next-line @typescript-eslint/unbound-method -- it needs no `this`
const { captureStackTrace } = Error;

/** Frames that a description holds at most. */
const DEPTH = 12;

/** How deep it is looked for who loads code, which is at the far end of the stack. */
const FAR = 400;

const LOADER = /^node:internal\/(?:modules|main|process\/execution)/;

/** What runs a program, and the modules that it imports, but not what `require` runs later. */
const RUNNER = /^node:internal\/(?:modules\/(?:run_main|esm)|main|process\/execution)/;

/** The frames beneath `beyond`, as V8 knows them. */
export function callSites(beyond: Beyond, limit: number): readonly NodeJS.CallSite[] {
  const holder: { readonly stack?: unknown } = {};
  const { prepareStackTrace } = Error as { prepareStackTrace?: unknown };
  const { stackTraceLimit } = Error;
  Reflect.set(Error, 'prepareStackTrace', asTheyAre);
  Error.stackTraceLimit = limit;
  captureStackTrace(holder, beyond);
  const { stack } = holder;
  Error.stackTraceLimit = stackTraceLimit;
  Reflect.set(Error, 'prepareStackTrace', prepareStackTrace);
  return Array.isArray(stack) ? (stack as NodeJS.CallSite[]) : [];
}

function asTheyAre(_error: unknown, sites: readonly NodeJS.CallSite[]): readonly NodeJS.CallSite[] {
  return sites;
}

/** Whether the stack shows that a module is being loaded. */
export function isLoading(beyond: Beyond): boolean {
  return callSites(beyond, FAR).some((site) => LOADER.test(scriptOf(site)));
}

/** Whether the program is being started: all of its modules run beneath what runs the first. */
export function isStarting(beyond: Beyond): boolean {
  return callSites(beyond, Infinity).some((site) => RUNNER.test(scriptOf(site)));
}

/** Whether code waits for this with `await`. */
export function isAwaited(sites: readonly NodeJS.CallSite[]): boolean {
  return sites.some((site) => (site as { isAsync?: () => boolean }).isAsync?.() === true);
}

export function scriptOf(site: NodeJS.CallSite): string {
  return site.getFileName() ?? '';
}

/** What the frames beneath `beyond` look like to the program, without those of Node. */
export function describe(beyond: Beyond, own: string): Frame[] {
  const holder: { readonly stack?: unknown } = {};
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 4 * DEPTH;
  captureStackTrace(holder, beyond);
  // A compiler that hooks into this, such as ts-node, shows the lines of its sources.
  const stack = stackOf(holder);
  Error.stackTraceLimit = stackTraceLimit;
  const frames =
    typeof stack === 'string' ? parse(stack) : callSites(beyond, 4 * DEPTH).flatMap((site) => frameOf(site));
  return frames.filter(({ file }) => file !== own && !file.startsWith('node:')).slice(0, DEPTH);
}

function stackOf(holder: { readonly stack?: unknown }): unknown {
  try {
    return holder.stack;
  } catch {
    // What the program has set to prepare stack traces knows only real errors.
    return undefined;
  }
}

function frameOf(site: NodeJS.CallSite): Frame[] {
  const file = scriptOf(site);
  const name = site.getFunctionName();
  const position = {
    file: plainPath(file),
    line: site.getLineNumber() ?? 0,
    column: site.getColumnNumber() ?? 0,
  };
  return file === '' ? [] : [{ ...position, ...(name !== null && { name }) }];
}

/** `at name (file:1:2)`, `at async name (file:1:2)`, `at file:1:2`. */
const LINE = /^ *at (?:async )?(?:(.*?) \()?(.+?):(\d+):(\d+)\)?$/;

/** Reads the frames of a stack as text. What has no place in a file is left out. */
function parse(stack: string): Frame[] {
  return stack.split('\n').flatMap((text) => {
    const [, name, file = '', line, column] = LINE.exec(text) ?? [];
    if (file === '' || file.startsWith('<') || file.startsWith('eval at ')) return [];
    return [
      {
        file: plainPath(file),
        line: Number(line),
        column: Number(column),
        // Node says so of the body of a CommonJS module.
        ...(name !== undefined && name !== 'Object.<anonymous>' && { name }),
      },
    ];
  });
}

/** The path of a file URL, without what bundlers and test runners put behind it to load a file anew. */
function plainPath(file: string): string {
  if (!file.startsWith('file://')) return file;
  try {
    const { pathname } = new URL(file);
    return decodeURIComponent(/^\/[A-Za-z]:/.test(pathname) ? pathname.slice(1) : pathname);
  } catch {
    return file;
  }
}
