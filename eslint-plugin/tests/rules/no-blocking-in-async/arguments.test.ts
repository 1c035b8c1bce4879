import { testRule } from '../../support/rule-tester.ts';
import { asyncFunction, fixedFunction, inAsync } from '../../support/samples.ts';

testRule('arguments', {
  reported: [
    inAsync('return «readFileSync()»;', 'return await toThread(readFileSync);'),
    inAsync('return «readFileSync(/* none */)»;', 'return await toThread(readFileSync/* none */);'),
    inAsync("return «readFileSync('p', 'utf8')»;", "return await toThread(readFileSync, 'p', 'utf8');"),
    inAsync("return «readFileSync( 'p' )»;", "return await toThread(readFileSync, 'p' );"),
    inAsync("return «readFileSync ('p')»;", "return await toThread(readFileSync , 'p');"),
    inAsync("return «readFileSync('p',)»;", "return await toThread(readFileSync, 'p',);"),
    inAsync('return «readFileSync(...x)»;', 'return await toThread(readFileSync, ...x);'),
    inAsync(
      "return «readFileSync(x('p'), { encoding: y })»;",
      "return await toThread(readFileSync, x('p'), { encoding: y });",
    ),
    inAsync(
      "return «readFileSync(new URL('p', import.meta.url))»;",
      "return await toThread(readFileSync, new URL('p', import.meta.url));",
    ),
    inAsync('return «readFileSync(`${x}/p`)»;', 'return await toThread(readFileSync, `${x}/p`);'),
    inAsync(
      "return «readFileSync(\n    'p',\n    'utf8',\n  )»;",
      "return await toThread(readFileSync,\n    'p',\n    'utf8',\n  );",
    ),
    inAsync("return «fs\n    .readFileSync('p')»;", "return await toThread(fs.readFileSync, 'p');"),
    inAsync("return «readFileSync(await x('p'))»;", "return await toThread(readFileSync, await x('p'));"),
    inAsync('return «readFileSync(yes ? x : y)»;', 'return await toThread(readFileSync, yes ? x : y);'),
  ],
});

testRule('type arguments', {
  reported: [
    {
      ...inAsync("return «readFileSync<string>('p')»;", "return await toThread(readFileSync<string>, 'p');"),
      typescript: true,
    },
    {
      ...inAsync(
        "return «readFileSync<Map<string, X<Y>>>('p')»;",
        "return await toThread(readFileSync<Map<string, X<Y>>>, 'p');",
      ),
      typescript: true,
    },
    {
      ...inAsync(
        "return «(readFileSync as (a: string) => string)('p')»;",
        "return await toThread((readFileSync as (a: string) => string), 'p');",
      ),
      typescript: true,
    },
  ],
});

testRule('comments', {
  reported: [
    inAsync(
      "return /* a */ «readFileSync('p')» /* b */;",
      "return /* a */ await toThread(readFileSync, 'p') /* b */;",
    ),
    inAsync(
      "return «fs /* a */ . /* b */ readFileSync /* c */ ( /* d */ 'p' /* e */ , /* f */ 'utf8' /* g */ )»;",
      "return await toThread(fs /* a */ . /* b */ readFileSync /* c */ , /* d */ 'p' /* e */ , /* f */ 'utf8' /* g */ );",
    ),
    inAsync(
      "return «readFileSync( // the path\n    'p', // and\n    'utf8' // how\n  )»; // done",
      "return await toThread(readFileSync, // the path\n    'p', // and\n    'utf8' // how\n  ); // done",
    ),
    inAsync("return «readFileSync // (\n    ('p')»;", "return await toThread(readFileSync // (\n    , 'p');"),
    inAsync(
      "return «readFileSync(/* only */ 'p')».length;",
      "return (await toThread(readFileSync, /* only */ 'p')).length;",
    ),
  ],
});

testRule('nested calls', {
  reported: [
    {
      name: 'both calls are fixed at once, with one import',
      code: asyncFunction("return «readFileSync(«fs.readlinkSync('p')»)»;"),
      output: fixedFunction("return await toThread(readFileSync, await toThread(fs.readlinkSync, 'p'));"),
      reports: [{}, { name: 'fs.readlinkSync' }],
    },
    {
      name: 'what was looked up for the outer call is not out of date after the inner one',
      code: fixedFunction("return «fs.readFileSync(«fs.readlinkSync('p')»)»;"),
      output: fixedFunction("return await toThread(fs.readFileSync, await toThread(fs.readlinkSync, 'p'));"),
      reports: [{}, { name: 'fs.readlinkSync' }],
    },
  ],
});

testRule('JSX', {
  reported: [
    inAsync("return <p>{«readFileSync('p')»}</p>;", "return <p>{await toThread(readFileSync, 'p')}</p>;"),
    inAsync(
      "return <P text={«readFileSync('p')».toString()} />;",
      "return <P text={(await toThread(readFileSync, 'p')).toString()} />;",
    ),
    inAsync("return <P {...«readFileSync('p')»} />;", "return <P {...await toThread(readFileSync, 'p')} />;"),
    inAsync(
      "return <><P>{x}</P>{«readFileSync('p')»}</>;",
      "return <><P>{x}</P>{await toThread(readFileSync, 'p')}</>;",
    ),
  ],
});

testRule('yield', {
  reported: [
    {
      code: "import fs from 'node:fs';\nasync function* f() { yield «fs.readFileSync('p')»; yield* g(); }",
      output:
        "import fs from 'node:fs';\nimport { toThread } from 'to-thread';\nasync function* f() { yield await toThread(fs.readFileSync, 'p'); yield* g(); }",
      reports: [{ place: "async generator function 'f'" }],
    },
    {
      code: "import fs from 'node:fs';\nasync function* f() { yield* «fs.readFileSync('p')»; }",
      output:
        "import fs from 'node:fs';\nimport { toThread } from 'to-thread';\nasync function* f() { yield* await toThread(fs.readFileSync, 'p'); }",
      reports: [{ place: "async generator function 'f'" }],
    },
  ],
});
