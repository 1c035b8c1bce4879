import { testRule } from '../../support/rule-tester.ts';
import { inAsync } from '../../support/samples.ts';

const call = "«readFileSync('p')»";
const wrapped = "await toThread(readFileSync, 'p')";

/** An expression around `READ`, and whether `await` needs parentheses there. */
function operand(expression: string, fixed: string, typescript?: true) {
  return {
    ...inAsync(expression.replace('READ', call), fixed.replace('READ', wrapped)),
    ...(typescript && { typescript }),
  };
}

/** Places where `await …` stands as the call stood. */
const plain = [
  'READ;',
  'return READ;',
  'const a = READ;',
  'x = READ;',
  'g(READ);',
  'g(1, READ);',
  'g(...READ);',
  'new G(READ);',
  'return [READ];',
  'return [...READ];',
  'return { a: READ };',
  'return { ...READ };',
  'return { [READ]: 1 };',
  'return (READ);',
  'return (READ).length;',
  'return (READ) ** 2;',
  'return x[READ];',
  'return `${READ}`;',
  'return tag`${READ}`;',
  'return READ + x;',
  'return READ * 2;',
  'return 2 ** READ;',
  "return 'a' + READ;",
  'return READ === x;',
  "return 'a' in READ;",
  'return READ instanceof Buffer;',
  'return READ ? 1 : 2;',
  'return x ? READ : 2;',
  'return x ? 1 : READ;',
  'return READ && x;',
  'return x ?? READ;',
  'return (1, READ);',
  'return READ, 1;',
  'if (READ) x();',
  'while (READ) x();',
  'throw READ;',
  'return import(READ);',
  'const { length } = READ;',
  'const [a = READ] = x;',
];

/** Places where `await …` would take in more than the call, or less. */
const parenthesised = [
  'return READ.length;',
  'return READ.toString();',
  "return READ['length'];",
  'return READ[0];',
  'return READ?.length;',
  'return READ?.[0];',
  'return READ?.toString().trim();',
  'return READ();',
  'return READ?.();',
  'return READ`tag`;',
  'return !READ;',
  'return !!READ;',
  'return -READ;',
  'return +READ;',
  'return ~READ;',
  'return typeof READ;',
  'return void READ;',
  'return READ ** 2;',
  'class A extends READ {}',
  'return class extends READ {};',
  'return new (g(READ.length))();',
  'READ.a = 1;',
  'READ.a++;',
  '({ a: READ.b } = x);',
  'delete READ.a;',
];

testRule('operands', {
  reported: [
    ...plain.map((expression) => operand(expression, expression)),
    ...parenthesised.map((expression) => operand(expression, expression.replace('READ', '(READ)'))),
    operand('return new (READ)();', 'return new (READ)();'),
    operand('return (READ)`tag`;', 'return (READ)`tag`;'),
    operand('class A extends (READ) {}', 'class A extends (READ) {}'),
    operand('return (/* a */ READ /* b */).length;', 'return (/* a */ READ /* b */).length;'),
  ],
});

testRule('operands in TypeScript', {
  reported: [
    operand('return READ as string;', 'return READ as string;', true),
    operand('return (READ as any).length;', 'return (READ as any).length;', true),
    operand('return READ satisfies object;', 'return READ satisfies object;', true),
    operand('return READ!;', 'return (READ)!;', true),
    operand('return READ!.length;', 'return (READ)!.length;', true),
  ],
});

testRule('type assertions in angle brackets', {
  reported: [
    { ...operand('return <string>READ;', 'return <string>READ;', true), filename: 'file.ts' },
    { ...operand('return (<any>READ).length;', 'return (<any>READ).length;', true), filename: 'file.ts' },
  ],
});

testRule('an await that is there already', {
  reported: [
    operand('await READ;', 'READ;'),
    operand('return await READ;', 'return READ;'),
    operand('return (await READ).length;', 'return (READ).length;'),
    inAsync("await («readFileSync('p')»);", "await (toThread(readFileSync, 'p'));"),
    inAsync(
      "return await «readFileSync('p')».toString();",
      "return await (await toThread(readFileSync, 'p')).toString();",
    ),
  ],
});

testRule('words that touch the call', {
  reported: [
    inAsync("return«(0, readFileSync)('p')»;", "return await toThread((0, readFileSync), 'p');"),
    inAsync("return«(fs).readFileSync('p')»;", "return await toThread((fs).readFileSync, 'p');"),
    inAsync(
      "return«(fs).readFileSync('p')».length;",
      "return(await toThread((fs).readFileSync, 'p')).length;",
    ),
    inAsync("return await«(fs).readFileSync('p')»;", "return await toThread((fs).readFileSync, 'p');"),
    inAsync("throw«(fs).readFileSync('p')»;", "throw await toThread((fs).readFileSync, 'p');"),
    inAsync(
      "if (x) y();else«(fs).readFileSync('p')»;",
      "if (x) y();else await toThread((fs).readFileSync, 'p');",
    ),
    inAsync(
      "for (const a of«(fs).readFileSync('p')») y();",
      "for (const a of await toThread((fs).readFileSync, 'p')) y();",
    ),
    inAsync("x=«(fs).readFileSync('p')»;", "x=await toThread((fs).readFileSync, 'p');"),
    inAsync("return/**/«readFileSync('p')»;", "return/**/await toThread(readFileSync, 'p');"),
    inAsync("x`${1}`;`${«readFileSync('p')»}`;", "x`${1}`;`${await toThread(readFileSync, 'p')}`;"),
  ],
});
