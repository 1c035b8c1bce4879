import type { FunctionRange, Outline } from '../lint/outline.ts';

/** The nearest function around an offset. */
export function enclosingFunction(offset: number, { functions }: Outline): FunctionRange | undefined {
  return functions
    .filter(({ start, end }) => start <= offset && offset < end)
    .reduce<FunctionRange | undefined>((a, b) => (a && a.start > b.start ? a : b), undefined);
}

/** The function of some name, if there is only one. */
export function onlyFunctionNamed(name: string, { functions }: Outline): FunctionRange | undefined {
  const [found, ...others] = functions.filter((fn) => fn.name === name);
  return others.length === 0 ? found : undefined;
}
