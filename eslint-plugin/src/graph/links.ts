import { CALL_STEP, NEW_STEP } from '../detect/export-path.ts';
import { WHOLE } from '../detect/exported-names.ts';
import type { FunctionSummary, ModuleSummary, Value } from './summary.ts';

/** Follows the names by which functions of other files are run to those functions, from module to module. */

/** Longer chains of exports are not followed, and none that leads back to itself. */
const MAX_STEPS = 256;

/** The module that a name means in a file. */
export type ModuleOf = (
  specifier: string,
  from: string,
  /** What is looked for, where the module may just as well be another one. */
  name?: string,
) => { readonly file: string; readonly summary: ModuleSummary } | undefined;

/** A value, and the file in whose words it is said. */
interface Found {
  readonly value: Value;
  readonly file: string;
}

interface Import {
  readonly specifier: string;
  readonly path: readonly string[];
}

/** The functions that are run where something that is imported is called, or constructed. */
export function functionsAt(
  imported: Import,
  construct: boolean,
  from: string,
  moduleOf: ModuleOf,
): readonly FunctionSummary[] {
  const links = new Links(moduleOf);
  const found = links.imported(imported, from);
  if (found?.value.kind === 'class') return construct ? links.construction(found) : [];
  return found?.value.kind === 'function' && !construct ? [found.value.fn] : [];
}

class Links {
  readonly #moduleOf: ModuleOf;
  #steps = MAX_STEPS;

  constructor(moduleOf: ModuleOf) {
    this.#moduleOf = moduleOf;
  }

  /** What is imported, followed to a value that is none of another module. */
  imported({ specifier, path }: Import, from: string): Found | undefined {
    const module = this.#steps-- > 0 ? this.#moduleOf(specifier, from) : undefined;
    return module && this.#exported(module.file, module.summary, path);
  }

  /** What one of the modules exports whose exports are all exported again. */
  #starred(specifier: string, path: readonly string[], from: string): Found | undefined {
    const module = this.#steps-- > 0 ? this.#moduleOf(specifier, from, path[0]) : undefined;
    return module && this.#exported(module.file, module.summary, path);
  }

  /** What runs when a class is constructed: also that of a class in another file that it extends. */
  construction({ value, file }: Found): readonly FunctionSummary[] {
    if (value.kind !== 'class') return [];
    const { construction, parent } = value;
    if (parent?.kind !== 'imported') return construction;
    const extended = this.#at({ value: parent, file }, []);
    return extended ? [...construction, ...this.construction(extended)] : construction;
  }

  #exported(file: string, summary: ModuleSummary, path: readonly string[]): Found | undefined {
    const { exports, stars } = summary;
    const whole = exports.get(WHOLE);
    const [name, ...rest] = path;
    if (name === undefined) return whole && this.#at({ value: whole, file }, []);
    const value = exports.get(name);
    if (value) return this.#at({ value, file }, rest);
    for (const specifier of name === 'default' ? [] : stars) {
      const found = this.#starred(specifier, path, file);
      if (found) return found;
    }
    if (whole) {
      const found = this.#at({ value: whole, file }, path);
      if (found) return found;
    }
    // A CommonJS module is its own default.
    return name === 'default' && (whole || rest.length > 0) ? this.#exported(file, summary, rest) : undefined;
  }

  /** Follows the steps that lead on from a value. */
  #at({ value, file }: Found, path: readonly string[]): Found | undefined {
    if (this.#steps-- <= 0) return undefined;
    if (value.kind === 'imported') return this.imported({ ...value, path: [...value.path, ...path] }, file);
    const [step, ...rest] = path;
    if (step === undefined) return { value, file };
    const next = this.#step({ value, file }, step);
    return next && this.#at(next, rest);
  }

  #step(found: Found, step: string): Found | undefined {
    const { value, file } = found;
    switch (value.kind) {
      case 'function':
        return step === CALL_STEP && value.gives ? { value: value.gives, file } : undefined;
      case 'class':
        return step === NEW_STEP
          ? { value: { kind: 'instance', of: value }, file }
          : this.#member(found, step, 'statics');
      case 'instance': {
        const of = this.#at({ value: value.of, file }, []);
        return of && this.#member(of, step, 'instance');
      }
      case 'object': {
        const member = value.members.get(step);
        if (member) return { value: member, file };
        return this.#firstOf(value.spread, file, step);
      }
      default:
        return undefined;
    }
  }

  /** A member of a class, or of one that it extends, whatever file that is in. */
  #member({ value, file }: Found, name: string, side: 'instance' | 'statics'): Found | undefined {
    if (value.kind !== 'class' || this.#steps-- <= 0) return undefined;
    const own = value[side].get(name);
    if (own) return { value: own, file };
    const parent = value.parent && this.#at({ value: value.parent, file }, []);
    return parent && this.#member(parent, name, side);
  }

  #firstOf(values: readonly Value[], file: string, step: string): Found | undefined {
    for (const value of values.toReversed()) {
      const found = this.#at({ value, file }, [step]);
      if (found) return found;
    }
    return undefined;
  }
}
