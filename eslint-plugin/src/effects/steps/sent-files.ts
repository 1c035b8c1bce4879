import { lastName } from '../../ast.ts';
import type { Call, Node } from '../../ast.ts';
import { hasText } from '../../text.ts';
import { nodesInFile } from '../../walk.ts';
import type { FilePath, Touch } from '../memory/location.ts';
import type { Facts } from './facts.ts';

/** Files that servers read by themselves, and send: one by its path, or all that is in a folder. */

/** The file that a response is told to send: `response.sendFile('logo.png')`. */
export function sentTouches(node: Call, facts: Facts): Touch[] {
  if (!SENDING.test(lastName(node.callee) ?? '')) return [];
  const [file, options] = node.arguments;
  const root = rootIn(options);
  const at = root
    ? folderOf(root, facts)
    : file && file.type !== 'SpreadElement' && facts.paths.of(file, true);
  return at ? [{ at, does: 'look', deep: false, node, call: node, isUnordered: true }] : [];
}

const SENDING = /^(?:download|send[Ff]ile)$/;

/** The folders from which a file has a server answer requests: `app.use(express.static('public'))`. */
export function servedFolders(facts: Facts): readonly Touch[] {
  if (!hasText(SERVING, facts.sourceCode)) return [];
  let touches = served.get(facts);
  if (!touches) served.set(facts, (touches = [...foldersIn(facts)]));
  return touches;
}

const served = new WeakMap<Facts, readonly Touch[]>();
const SERVING = /[sS]tatic\b|\bsirv\b|\bserveHandler\b/;
const SERVER = /^(?:(?:express|fastify|koa)?[sS]tatic|koaServe|serveHandler|serveStatic|sirv)$/;

function* foldersIn(facts: Facts): Generator<Touch> {
  for (const node of nodesInFile(facts.sourceCode)) {
    if (node.type !== 'CallExpression') continue;
    const [first, second] = node.arguments;
    // `fastify.register(fastifyStatic, { root })`
    const isPlugin = first?.type === 'Identifier' && SERVER.test(first.name);
    const folder = isPlugin ? rootIn(second) : SERVER.test(lastName(node.callee) ?? '') ? first : undefined;
    const at =
      folder && folder.type !== 'SpreadElement' ? folderOf(rootIn(folder) ?? folder, facts) : undefined;
    if (at) yield { at, does: 'look', deep: false, node, call: node, isUnordered: true };
  }
}

function folderOf(folder: Node, { paths }: Facts): FilePath | undefined {
  const at = paths.of(folder, true);
  return at && { ...at, tree: true };
}

/** The folder that options name. */
function rootIn(options: Node | undefined): Node | undefined {
  if (options?.type !== 'ObjectExpression') return undefined;
  const root = options.properties.find(
    (one) => one.type === 'Property' && one.key.type === 'Identifier' && one.key.name === 'root',
  );
  return root?.type === 'Property' ? root.value : undefined;
}
