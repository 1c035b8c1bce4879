import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** Each of them, and the globals below, can send something to another machine. */
const NETWORK_MODULES = ['dgram', 'dns', 'http', 'http2', 'https', 'tls'];

// What VS Code gives extensions for telemetry, and the protocol's own way of handing it to the client.
const TELEMETRY =
  /\b(?:createTelemetryLogger|logUsage|logTelemetry|applicationinsights)\b|\btelemetry\.logEvent\b/;

describe.each(['client.cjs', 'server.cjs', 'linter.cjs', 'web/client.cjs', 'web/server.js'])('%s', (name) => {
  const code = readFileSync(new URL(`../dist/${name}`, import.meta.url), 'utf8');

  test('has what is looked for here under the names that are looked for', () => {
    // In a browser there are no modules but the editor's.
    const modules = requiredModules(code);
    if (name.startsWith('web/')) expect(modules.filter((module) => module !== 'vscode')).toEqual([]);
    else expect(modules).toContain('path');
  });

  test('loads nothing that could reach another machine', () => {
    expect(requiredModules(code).filter((module) => NETWORK_MODULES.includes(module))).toEqual([]);
    expect(code).not.toMatch(/\b(?:fetch|XMLHttpRequest|WebSocket|EventSource)\s*\(/);
  });

  test('reports nothing to VS Code', () => {
    expect(code).not.toMatch(TELEMETRY);
  });
});

function requiredModules(code: string): string[] {
  return Array.from(
    code.matchAll(/\brequire\((["'])(?:node:)?([\w/]+)\1\)/g),
    ([, , module]) => module ?? '',
  );
}
