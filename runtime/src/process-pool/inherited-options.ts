/** Options that say what program to run or how to watch it, not how to run programs. */
const OWN = /^(?:-e|--eval|-p|--print|-pe|-i|--interactive|--input-type|--test|--watch|--inspect)(?:$|[=-])/;

/** The options of Node that a worker process inherits from `execArgv`: loaders, permissions, limits. */
export function inheritedOptions(execArgv: readonly string[]): string[] {
  const inherited: string[] = [];
  let isOwn = false;
  for (const argument of execArgv) {
    // What does not begin so is the value of the option before it.
    if (argument.startsWith('-')) isOwn = OWN.test(argument);
    if (!isOwn) inherited.push(argument);
  }
  return inherited;
}
