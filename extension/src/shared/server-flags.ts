/**
 * What Node is started with for the server. A check leaves a syntax tree of tens of megabytes behind: with room for a
 * whole one, V8 need not copy it while it is made, which is what the slowest checks wait for.
 */
export const SERVER_FLAGS: readonly string[] = ['--max-semi-space-size=64'];
