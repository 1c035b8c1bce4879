/**
 * Modules that are taken to be there wherever a file asks for them. The command says what it would mend before it has the
 * runtime installed; nothing else assumes anything.
 */
const assumed = new Set<string>();

export function assumeModule(name: string): void {
  assumed.add(name);
}

export function isAssumed(name: string): boolean {
  return assumed.has(name);
}
