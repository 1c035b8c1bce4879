import { codeLenses } from '../code-lenses.ts';
import { describe } from '../describe.ts';
import { hoverAt } from '../hover.ts';
import type { Report } from '../lint/linting.ts';
import { pathOf } from '../project/document-path.ts';
import type { Server } from '../server.ts';
import { onRequest } from '../typed-messages.ts';
import { checkFile } from '../workspace/workspace-files.ts';

/** Answers what tells more of blocking calls than that they block. */
export function answerExplanations({ connection, documents, environment, linting, log }: Server): void {
  /** The check of an open document; nothing when the text has changed meanwhile. */
  const reportOf = async (uri: string): Promise<Report | undefined> => {
    const document = documents.get(uri);
    const report = document && (await linting.report(document));
    return report?.version === document?.version ? report : undefined;
  };

  connection.onHover(({ textDocument: { uri }, position }) =>
    log.guard(`Explaining ${uri}`, null, async () => {
      const report = await reportOf(uri);
      const document = documents.get(uri);
      return (report && document && hoverAt(document.offsetAt(position), report, document)) ?? null;
    }),
  );

  connection.onCodeLens(({ textDocument: { uri } }) =>
    log.guard(`Counting in ${uri}`, [], async () => {
      if (!(await environment.settings(uri)).codeLens) return [];
      const report = await reportOf(uri);
      const document = documents.get(uri);
      return report && document ? codeLenses(report, document) : [];
    }),
  );

  onRequest(connection, 'toThread/describe', async ({ uri }) => {
    const file = pathOf(uri);
    if (file === undefined) throw new Error(`${uri} is no file.`);
    const checked = await checkFile(file, { linting, openDocument: (one) => documents.get(one) });
    return describe(checked);
  });
}
