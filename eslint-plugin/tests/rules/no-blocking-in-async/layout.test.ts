import { testRule } from '../../support/rule-tester.ts';

const commonjs = { filename: 'file.cjs', sourceType: 'commonjs' } as const;
const run = "async function f() { return «require('fs').readFileSync('p')»; }";
const fixedRun = "async function f() { return await toThread(require('fs').readFileSync, 'p'); }";
const helper = "const { toThread } = require('to-thread');";

/** The beginning of a CommonJS file, and what it becomes. */
function beginning(before: string, after: string) {
  return { ...commonjs, code: before + run, output: after + fixedRun };
}

testRule('where a require goes', {
  reported: [
    beginning('', `${helper}\n\n`),
    beginning('\n\n', `\n\n${helper}\n\n`),
    beginning("'use strict';\n", `'use strict';\n${helper}\n`),
    beginning("'use strict'; // a\n", `'use strict'; // a\n${helper}\n`),
    beginning("'use strict';\n'use client';\n", `'use strict';\n'use client';\n${helper}\n`),
    beginning("'use strict'; ", `'use strict';\n${helper} `),
    beginning('#!/usr/bin/env node\n', `#!/usr/bin/env node\n${helper}\n\n`),
    beginning('#!/usr/bin/env node\n\n', `#!/usr/bin/env node\n\n${helper}\n\n`),
    beginning("#!/usr/bin/env node\n'use strict';\n\n", `#!/usr/bin/env node\n'use strict';\n${helper}\n\n`),
    beginning('/* Copyright 2026 A */\n', `/* Copyright 2026 A */\n${helper}\n\n`),
    beginning('/*! keep */\n', `/*! keep */\n${helper}\n\n`),
    beginning('/** @license MIT */\n', `/** @license MIT */\n${helper}\n\n`),
    beginning('/* @author A */\n', `/* @author A */\n${helper}\n\n`),
    beginning('// SPDX-License-Identifier: MIT\n', `// SPDX-License-Identifier: MIT\n${helper}\n\n`),
    beginning('// prettier-ignore-start\n', `// prettier-ignore-start\n${helper}\n\n`),
    beginning('// deno-lint-ignore-file\n', `// deno-lint-ignore-file\n${helper}\n\n`),
    beginning('// @module a\n', `// @module a\n${helper}\n\n`),
    beginning('/* about the file */\n\n', `/* about the file */\n\n${helper}\n\n`),
    beginning('// about the file\n// at length\n\n', `// about the file\n// at length\n\n${helper}\n\n`),
    beginning('/** about the function */\n', `${helper}\n\n/** about the function */\n`),
    beginning(
      '// about the file\n\n// about the function\n',
      `// about the file\n\n${helper}\n\n// about the function\n`,
    ),
    beginning('// @ts-check\n', `// @ts-check\n${helper}\n\n`),
    beginning('// @ts-nocheck\n// about f\n', `// @ts-nocheck\n${helper}\n\n// about f\n`),
    beginning('// @ts-expect-error\n', `${helper}\n\n// @ts-expect-error\n`),
    beginning('// @ts-ignore\n', `${helper}\n\n// @ts-ignore\n`),
    beginning('/// <reference types="node" />\n', `/// <reference types="node" />\n${helper}\n\n`),
    beginning('/* eslint-disable no-console */\n', `/* eslint-disable no-console */\n${helper}\n\n`),
    beginning(
      '// eslint-disable-next-line no-console\n',
      `${helper}\n\n// eslint-disable-next-line no-console\n`,
    ),
    beginning('/* global x */\n', `/* global x */\n${helper}\n\n`),
    beginning('/* istanbul ignore file */\n', `/* istanbul ignore file */\n${helper}\n\n`),
    beginning('/* istanbul ignore next */\n', `${helper}\n\n/* istanbul ignore next */\n`),
    beginning('// prettier-ignore\n', `${helper}\n\n// prettier-ignore\n`),
    beginning('/** @jest-environment node */\n', `/** @jest-environment node */\n${helper}\n\n`),
    beginning("const a = require('a');\n", `const a = require('a');\n${helper}\n`),
    beginning("const a = require('a'); // a\n", `const a = require('a'); // a\n${helper}\n`),
    beginning("const a = require('a'); /* a\n b */ ", `const a = require('a');\n${helper} /* a\n b */ `),
    beginning(
      "const a = require('a').b;\nconst { c } = require('c');\n",
      `const a = require('a').b;\nconst { c } = require('c');\n${helper}\n`,
    ),
    beginning("const a = require('a')();\n", `const a = require('a')();\n${helper}\n`),
    beginning(
      "const a = require('a');\na();\nconst b = require('b');\n",
      `const a = require('a');\na();\nconst b = require('b');\n${helper}\n`,
    ),
    beginning("require('./first');\n", `require('./first');\n${helper}\n`),
    beginning('\uFEFF', `\uFEFF${helper}\n\n`),
    beginning('\uFEFF// @ts-check\n', `\uFEFF// @ts-check\n${helper}\n\n`),
    beginning("'use strict';\r\nvar a;\r\n", `'use strict';\r\n${helper}\r\nvar a;\r\n`),
    beginning("'use strict';\r\n", `'use strict';\r\n${helper}\r\n`),
    beginning('// a\r\n', `${helper}\r\n\r\n// a\r\n`),
    beginning('const a = "a";\n', `const { toThread } = require("to-thread");\n\nconst a = "a";\n`),
    beginning('  ', `  ${helper}\n\n  `),
    {
      ...commonjs,
      name: 'no semicolons',
      code: "const fs = require('fs')\nasync function f() {\n  for (;;) return «fs.readFileSync('p')»\n}",
      output:
        "const fs = require('fs')\nconst { toThread } = require('to-thread')\nasync function f() {\n  for (;;) return await toThread(fs.readFileSync, 'p')\n}",
    },
    {
      ...commonjs,
      name: 'no semicolons, and a line that would go on with the require',
      code: "const fs = require('fs')\n;[1].forEach(g)\nasync function f() {\n  return «fs.readFileSync('p')»\n}",
      output:
        "const fs = require('fs')\nconst { toThread } = require('to-thread');\n;[1].forEach(g)\nasync function f() {\n  return await toThread(fs.readFileSync, 'p')\n}",
    },
    {
      ...commonjs,
      name: 'no semicolons, and a first line that would go on with the require',
      code: "(async () => «require('fs').readFileSync('p')»)()",
      output:
        "const { toThread } = require('to-thread');\n\n(async () => await toThread(require('fs').readFileSync, 'p'))()",
      reports: [{ place: 'async arrow function' }],
    },
  ],
});

const fixedUse = "async function f() { return await toThread(fs.readFileSync, 'p'); }";
const use = "async function f() { return «fs.readFileSync('p')»; }";
const helperImport = "import { toThread } from 'to-thread';";

/** The beginning of a module, and what it becomes. */
function moduleBeginning(before: string, after: string) {
  return { code: before + use, output: after + fixedUse };
}

testRule('where an import goes', {
  reported: [
    moduleBeginning("import fs from 'fs';\n", `import fs from 'fs';\n${helperImport}\n`),
    moduleBeginning("import fs from 'fs'; // a\n", `import fs from 'fs'; // a\n${helperImport}\n`),
    moduleBeginning(
      "import fs from 'fs'; /* a */ /* b */\n",
      `import fs from 'fs'; /* a */ /* b */\n${helperImport}\n`,
    ),
    moduleBeginning("import fs from 'fs'; ", `import fs from 'fs';\n${helperImport} `),
    moduleBeginning(
      "import fs from 'fs';\nimport 'b';\n\n",
      `import fs from 'fs';\nimport 'b';\n${helperImport}\n\n`,
    ),
    moduleBeginning(
      "import fs from 'fs';\nimport a from './a.json' with { type: 'json' };\n",
      `import fs from 'fs';\n${helperImport}\nimport a from './a.json' with { type: 'json' };\n`,
    ),
    moduleBeginning(
      "'use client';\nimport fs from 'fs';\n",
      `'use client';\nimport fs from 'fs';\n${helperImport}\n`,
    ),
    moduleBeginning(
      "#!/usr/bin/env node\n// a\nimport fs from 'fs';\n",
      `#!/usr/bin/env node\n// a\nimport fs from 'fs';\n${helperImport}\n`,
    ),
    moduleBeginning("a();\nimport fs from 'fs';\n", `a();\nimport fs from 'fs';\n${helperImport}\n`),
    moduleBeginning(
      'import fs from "fs";\n',
      'import fs from "fs";\nimport { toThread } from "to-thread";\n',
    ),
    moduleBeginning(
      "import fs from 'fs';\r\nimport 'b';\r\n",
      `import fs from 'fs';\r\nimport 'b';\r\n${helperImport}\r\n`,
    ),
    moduleBeginning("\uFEFFimport fs from 'fs';\n", `\uFEFFimport fs from 'fs';\n${helperImport}\n`),
    moduleBeginning("  import fs from 'fs';\n", `  import fs from 'fs';\n  ${helperImport}\n`),
    moduleBeginning("import fs from 'fs'\n", "import fs from 'fs'\nimport { toThread } from 'to-thread'\n"),
    {
      name: 'no semicolons',
      code: "import fs from 'fs'\nexport async function f() {\n  return «fs.readFileSync('p')»\n}",
      output:
        "import fs from 'fs'\nimport { toThread } from 'to-thread'\nexport async function f() {\n  return await toThread(fs.readFileSync, 'p')\n}",
    },
    {
      name: 'imports between other statements',
      code: "import fs from 'fs';\na();\nimport b from 'b';\nasync function f() { return «fs.readFileSync('p')»; }",
      output:
        "import fs from 'fs';\na();\nimport b from 'b';\nimport { toThread } from 'to-thread';\nasync function f() { return await toThread(fs.readFileSync, 'p'); }",
    },
    {
      name: 'CRLF within the call',
      code: "import fs from 'fs';\r\nasync function f() {\r\n  return «fs.readFileSync(\r\n    'p',\r\n  )»;\r\n}\r\n",
      output:
        "import fs from 'fs';\r\nimport { toThread } from 'to-thread';\r\nasync function f() {\r\n  return await toThread(fs.readFileSync,\r\n    'p',\r\n  );\r\n}\r\n",
    },
  ],
});

/** A call whose callee is broken over lines, and what becomes of it. */
function broken(before: string, after: string) {
  const write = (text: string, helper = '') =>
    `import fs from 'fs';\n${helper}async function f(p) {\n  return ${text}.length;\n}`;
  return {
    name: before.replaceAll('\n', '⏎'),
    code: write(`«${before}»`),
    output: write(after, `${helperImport}\n`),
  };
}

testRule('a callee on several lines', {
  reported: [
    broken('fs\n    .readFileSync(p)', '(await toThread(fs.readFileSync, p))'),
    broken('fs.\n    readFileSync(p)', '(await toThread(fs.readFileSync, p))'),
    broken('fs\n    .readFileSync\n    (p)', '(await toThread(fs.readFileSync\n    , p))'),
    broken('fs\n    .readFileSync(\n      p,\n    )', '(await toThread(fs.readFileSync,\n      p,\n    ))'),
    broken("fs\n    ['readFileSync'](p)", "(await toThread(fs\n    ['readFileSync'], p))"),
    broken(
      'fs\n    // all of it\n    .readFileSync(p)',
      '(await toThread(fs\n    // all of it\n    .readFileSync, p))',
    ),
    broken('fs /* files */\n    .readFileSync(p)', '(await toThread(fs /* files */\n    .readFileSync, p))'),
    broken('fs.readFileSync(p\n  )', '(await toThread(fs.readFileSync, p\n  ))'),
  ],
});

testRule('a callee of several steps on several lines', {
  reported: [
    {
      name: 'realpathSync.native',
      code: "import fs from 'fs';\nasync function f(p) {\n  return «fs\n    .realpathSync\n    .native(p)»;\n}",
      output: `import fs from 'fs';\n${helperImport}\nasync function f(p) {\n  return await toThread(fs.realpathSync.native, p);\n}`,
      reports: [{ name: 'fs.realpathSync.native' }],
    },
  ],
});
