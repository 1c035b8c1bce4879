import leven from 'leven';

/** A name that is further from all known ones than this was hardly meant for one of them. */
const MOST_CHANGES = 3;

/**
 * Holds the names of the option `ignore` against those of the catalog, since one that is wrong would ignore nothing and
 * nobody would know.
 *
 * @param names as given: `fs.existsSync`, without `node:`
 * @param known every name that can be ignored, in every way it can be written
 * @throws Error that says which name is wrong, and what was meant or what to do
 */
export function assertKnown(names: readonly string[], known: ReadonlySet<string>): void {
  const wrong = names.find((name) => !known.has(name));
  if (wrong !== undefined)
    throw new Error(`The option "ignore" of eslint-plugin-to-thread has "${wrong}": ${advice(wrong, known)}`);
}

function advice(name: string, known: ReadonlySet<string>): string {
  if (/^\.{0,2}\//.test(name)) {
    return 'it is a file of your own, which this option does not follow. Write `/** @nonblocking */` above the function.';
  }
  if (!name.includes('.')) {
    const full = [...known]
      .filter((other) => other.endsWith(`.${name}`) && !other.startsWith('globalThis.'))
      .sort((a, b) => a.length - b.length);
    return full.length === 0
      ? 'say the module as well, as in "fs.existsSync".'
      : `say the module as well: ${list(full)}.`;
  }
  const module = name.slice(0, name.lastIndexOf('.'));
  const ofModule = [...known].filter((other) => other.startsWith(`${module}.`)).sort();
  if (name.includes('*')) {
    return `patterns are not known. Name each function${ofModule.length === 0 ? '' : `: ${list(ofModule)}`}.`;
  }
  const nearest = nearestTo(name, known);
  if (nearest !== undefined) return `there is no such function. Did you mean "${nearest}"?`;
  return ofModule.length === 0
    ? `nothing of "${module}" is reported, so that there is nothing to ignore. Take it out.`
    : `that function is not reported. What is, of "${module}": ${list(ofModule)}.`;
}

function nearestTo(name: string, known: ReadonlySet<string>): string | undefined {
  const [nearest] = [...known]
    .map((other) => ({ other, changes: leven(name, other, { maxDistance: MOST_CHANGES + 1 }) }))
    .filter(({ changes }) => changes <= MOST_CHANGES)
    .sort((a, b) => a.changes - b.changes);
  return nearest?.other;
}

/** The first of the names, so that a message stays one to be read. */
function list(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `"${name}"`);
  return `${shown.join(', ')}${names.length > shown.length ? ', …' : ''}`;
}
