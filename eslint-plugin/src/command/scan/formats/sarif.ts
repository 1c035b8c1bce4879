import plugin from '../../../index.ts';
import { RULES } from '../../lint/report.ts';
import type { Problem, ScanResult } from '../result.ts';

/** SARIF 2.1.0, which code hosts show beside the lines: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export function sarif({ problems, unread }: ScanResult): string {
  const { name, version } = plugin.meta;
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            ...{ name, version, semanticVersion: version },
            informationUri: 'https://github.com/to-thread/to-thread',
            rules: RULES.map(ruleOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { description: { text: 'The folder in which the command has run.' } } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: unread.map(({ file, reason }) => ({
              level: 'warning',
              message: { text: `${file} was not looked at: ${reason}` },
              locations: [{ physicalLocation: { artifactLocation: locationOf(file) } }],
            })),
          },
        ],
        results: problems.map(resultOf),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf(name: (typeof RULES)[number]) {
  const { docs } = plugin.rules[name].meta ?? {};
  return {
    id: `${plugin.meta.namespace}/${name}`,
    shortDescription: { text: docs?.description ?? name },
    ...(docs?.url !== undefined && { helpUri: docs.url }),
  };
}

function resultOf(problem: Problem) {
  const { file, line, column, endLine, endColumn, rule, message, severity, kind, fixable } = problem;
  return {
    ruleId: `${plugin.meta.namespace}/${rule}`,
    ruleIndex: RULES.indexOf(rule),
    level: severity,
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: locationOf(file),
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
    properties: { ...(kind && { kind }), fixable },
  };
}

function locationOf(file: string) {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'ROOT' };
}
