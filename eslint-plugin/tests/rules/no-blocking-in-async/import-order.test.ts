/** Where a new import stands among others: `import/order` wants Node's and packages' above those of the project. */
import { describe, expect, it } from 'vitest';
import { fix, lint } from '../../support/eslint.ts';
import type { LintSettings } from '../../support/eslint.ts';

const NEW = 'NEW';

/** Holds that `eslint --fix` puts the new import where `NEW` stands, and that a second run changes nothing. */
function goes(
  rows: Readonly<Record<string, string>>,
  statement: string,
  body: string,
  settings: LintSettings,
): void {
  it.each(Object.entries(rows))('%s', async (_, head) => {
    const before = head.replace(`${NEW}\n`, '');
    const text = `${before}\n${body}`;
    const { messages, output = '' } = await lint(text, { ...settings, fix: true });
    expect(messages).toEqual([]);
    expect(output.slice(0, output.indexOf(body.slice(0, 20)))).toBe(`${head.replace(NEW, statement)}\n`);
    expect(await fix(output, settings)).toBe(output);
  });
}

const ES_BODY = 'export async function f(p) {\n  return fs.readFileSync(p);\n}\n';

describe('a new import', () => {
  goes(
    {
      'above a relative one': `import fs from 'node:fs';\n${NEW}\nimport { a } from './a.js';\n`,
      'above those of folders above': `import fs from 'node:fs';\nimport x from 'x';\n${NEW}\nimport { a } from '../a.js';\nimport { b } from './b.js';\n`,
      'above the index': `import fs from 'fs';\n${NEW}\nimport all from '.';\n`,
      'above a subpath import': `import fs from 'fs';\n${NEW}\nimport a from '#a';\nimport b from './b.js';\n`,
      'above the usual aliases': `import fs from 'fs';\n${NEW}\nimport a from '@/a';\nimport b from '~/b';\nimport c from '$lib/c';\n`,
      'below packages with a scope': `import fs from 'fs';\nimport a from '@scope/a';\nimport b from '@scope/b/deep.js';\n${NEW}\nimport c from './c.js';\n`,
      'below the blank line of its group': `import fs from 'fs';\n\nimport a from 'a';\n${NEW}\n\nimport c from './c.js';\n`,
      'below packages that stand after relative ones': `import c from './c.js';\nimport fs from 'fs';\n${NEW}\nimport d from './d.js';\n`,
      'below what is imported for its effect': `import 'dotenv/config';\nimport './tracing.js';\nimport fs from 'fs';\n${NEW}\nimport c from './c.js';\n`,
      'below an effect before relative ones': `import fs from 'fs';\nimport './tracing.js';\n${NEW}\nimport c from './c.js';\nimport './styles.css';\n`,
      'below steps between imports': `import tracer from 'dd-trace';\ntracer.init({ a: process.env.A });\nimport fs from 'fs';\nimport x from 'x';\n${NEW}\nimport c from './c.js';\n`,
      'below a step, before relative ones': `import fs from 'fs';\nimport tracer from 'dd-trace';\ntracer.init();\n${NEW}\nimport c from './c.js';\n`,
      'not below a step that ends the imports': `import fs from 'fs';\nimport tracer from 'dd-trace';\n${NEW}\ntracer.init();\n`,
    },
    "import { toThread } from 'to-thread';",
    ES_BODY,
    {},
  );
});

describe('a new import without another one of its kind', () => {
  const body = ES_BODY.replace('fs.', "process.getBuiltinModule('fs').");
  goes(
    {
      'above the first relative one': `${NEW}\nimport a from './a.js';\nimport b from './b.js';\n`,
      'below a comment at the top': `// This is the server.\n${NEW}\nimport a from './a.js';\n`,
      'below a licence': `/*\n * MIT\n */\n${NEW}\nimport a from './a.js';\n`,
      'below what speaks to tools': `#!/usr/bin/env node\n/* eslint-disable no-console */\n// @ts-check\n${NEW}\nimport a from './a.js';\n`,
      'above what is said of the next line': `// About this file.\n${NEW}\n// eslint-disable-next-line no-undef\nimport a from './a.js';\n`,
      'below an effect that comes first': `// Comes first.\nimport './tracing.js';\n${NEW}\nimport a from './a.js';\n`,
      'below several': `import 'dotenv/config';\nimport './tracing.js';\n${NEW}\nimport a from './a.js';\nimport './b.js';\n`,
      'below a directive': `'use client';\n${NEW}\nimport a from './a.js';\n`,
    },
    "import { toThread } from 'to-thread';",
    body,
    {},
  );
});

describe('a new import among types', () => {
  goes(
    {
      'below values, not below types at the end': `import fs from 'node:fs';\n${NEW}\nimport a from './a.js';\nimport type { B } from 'b';\n`,
      'below values that stand after types': `import type { B } from 'b';\nimport fs from 'node:fs';\n${NEW}\nimport a from './a.js';\n`,
      'below an effect after relative types': `import type { A } from './a.js';\nimport fs from 'node:fs';\nimport './tracing.js';\n${NEW}\nimport { b } from './b.js';\n`,
    },
    "import { toThread } from 'to-thread';",
    ES_BODY.replace('p)', 'p: string)'),
    { file: 'file.ts' },
  );
});

describe('the import of a twin', () => {
  const body = ES_BODY.replace('fs.readFileSync(p)', 'fs.readSync(p, p)');
  goes(
    {
      "below Node's, above packages": `import fs from 'node:fs';\n${NEW}\nimport express from 'express';\nimport a from './a.js';\n`,
      "below Node's after packages": `import express from 'express';\nimport fs from 'node:fs';\n${NEW}\nimport a from './a.js';\n`,
      'below an effect': `import './tracing.js';\nimport fs from 'node:fs';\n${NEW}\nimport express from 'express';\n`,
    },
    "import { promisify } from 'node:util';",
    body,
    { options: { prefer: 'native' } },
  );
});

describe('a runtime of the project', () => {
  goes(
    {
      'below all others': `import fs from 'node:fs';\nimport x from 'x';\nimport a from './a.js';\n${NEW}\n`,
      'not below the code': `import fs from 'node:fs';\n${NEW}\nfs.a();\n`,
    },
    "import { toThread } from '#threads';",
    ES_BODY,
    { options: { runtime: '#threads' } },
  );
});

const BODY = 'exports.f = async (p) => {\n  return fs.readFileSync(p);\n};\n';
const COMMONJS: LintSettings = { file: 'file.cjs', sourceType: 'commonjs' };

describe('a new require', () => {
  goes(
    {
      'above a relative one': `const fs = require('node:fs');\n${NEW}\nconst { a } = require('./a');\n`,
      'above those of folders above': `'use strict';\n\nconst fs = require('fs');\nconst x = require('x').y;\n${NEW}\nconst { a } = require('../a');\nconst b = require('./b');\n`,
      'above relative ones with var': `var fs = require('fs');\nvar x = require('x');\n${NEW}\nvar a = require('./a');\n`,
      'below a list that holds others': `const fs = require('fs'), a = require('./a');\n${NEW}\nconst b = require('./b');\n`,
      'below what has to come first': `require('dd-trace').init();\nconst fs = require('fs');\n${NEW}\nconst a = require('./a');\n`,
      'below what has to come before relative ones': `const fs = require('fs');\nrequire('dotenv').config({ path: __dirname + '/.env' });\n${NEW}\nconst a = require('./a');\n`,
      'below steps between requires': `const dotenv = require('dotenv');\ndotenv.config();\nconst fs = require('fs');\n${NEW}\nconst a = require('./a');\n`,
      'below what is set up while it is required': `const tracer = require('dd-trace').init();\ntracer.use('express');\nconst fs = require('fs');\nconst debug = require('debug')('app');\n${NEW}\nconst a = require('./a');\n`,
      'below an effect': `require('./tracing');\nconst fs = require('fs');\n${NEW}\nconst a = require('./a');\nrequire('./b');\n`,
      'above code of the file': `const fs = require('fs');\n${NEW}\nstart();\nconst x = require('x');\nfunction start() { exports.f(); }\n`,
      'above a callback': `const fs = require('fs');\n${NEW}\nprocess.on('exit', () => {});\nconst x = require('x');\n`,
      'above exports': `const fs = require('fs');\n${NEW}\nmodule.exports = exports;\nconst x = require('./x');\n`,
      'above `this`': `const fs = require('fs');\n${NEW}\nObject.assign(this, {});\nconst x = require('./x');\n`,
      'above what uses other values': `const fs = require('fs');\n${NEW}\nlet count = 1;\nfs.a(count);\nconst x = require('./x');\n`,
    },
    "const { toThread } = require('to-thread');",
    BODY,
    COMMONJS,
  );
});

describe('a new require without another one of its kind', () => {
  goes(
    {
      'below what has to come first': `require('dotenv').config();\n${NEW}\n`,
      'below several': `'use strict';\nrequire('dd-trace').init();\nrequire('./tracing');\n${NEW}\nconst a = require('./a');\n`,
      'above relative ones, below a comment at the top': `// The server.\n// It serves.\n${NEW}\nconst a = require('./a');\n`,
      'above relative ones, below a licence': `/**\n * @license MIT\n */\n${NEW}\nconst a = require('./a');\n`,
      'above the type of a require': `${NEW}\n/** @type {any} */\nconst a = require('./a');\n`,
      'not among the code': `const app = require('express')();\n${NEW}\napp.set('a', 1);\napp.use(1);\n`,
      'below a comment above what comes first': `// The server.\nrequire('dotenv').config();\n${NEW}\n`,
    },
    "const { toThread } = require('to-thread');",
    BODY.replace('fs.', "require('fs')."),
    COMMONJS,
  );
});
