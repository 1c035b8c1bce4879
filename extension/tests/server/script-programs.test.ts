import { describe, expect, it } from 'vitest';
import { CodeOnly } from '../../src/server/lint/scripts/code-only.ts';
import { LineIndex } from '../../src/server/lint/scripts/line-index.ts';
import { scriptPrograms } from '../../src/server/lint/scripts/script-programs.ts';

/** The programs of a file, each as the texts of its parts. */
function programs(text: string, file: string): string[][] {
  return (scriptPrograms(text, file) ?? []).map(({ parts }) =>
    parts.map(({ start, end }) => text.slice(start, end)),
  );
}

describe('the programs of a file', () => {
  it('are none where it is code and nothing else', () => {
    expect(scriptPrograms('<script>a</script>', 'a.ts')).toBeUndefined();
    expect(scriptPrograms('<script>a</script>', 'a')).toBeUndefined();
  });

  it.each([
    [
      'both scripts of a Vue component',
      'a.vue',
      '<script>a</script><template><p/></template><script setup>b</script>',
      [['a', 'b']],
    ],
    [
      'no script within its template, or in a comment',
      'a.vue',
      '<template><script>a</script></template><!--<script>b</script>-->',
      [],
    ],
    [
      'no script of another language, or elsewhere',
      'a.vue',
      '<script lang="coffee">a</script><script src="./a.ts" /><script lang="ts">b</script>',
      [['b']],
    ],
    [
      'all scripts of a Svelte component whose module comes first',
      'a.svelte',
      '<script module>a</script><script>b</script>',
      [['a', 'b']],
    ],
    [
      'two where it comes last',
      'a.svelte',
      '<script>b</script><p on:click={() => 1}/><script context="module">a</script>',
      [['b'], ['a']],
    ],
    [
      'no script that a Svelte component puts into the page',
      'a.svelte',
      '<svelte:head><script>a</script></svelte:head><script>b</script>',
      [['b']],
    ],
    [
      'the frontmatter of an Astro page, and each of its scripts',
      'a.astro',
      "<!-- c -->\n---\na('---');\n---\n<script>b</script><script is:inline>c</script>",
      [["\na('---');\n"], ['b'], ['c']],
    ],
    ['an Astro page without frontmatter', 'a.astro', '<p/><script>b</script>', [['b']]],
    ['an Astro page that is being written', 'a.astro', '---\na', []],
    [
      'each script of a page',
      'a.html',
      '<SCRIPT>a</SCRIPT><script type="text/template"><b></script><script type="module">c</script>',
      [['a'], ['c']],
    ],
    [
      'a script that holds markup in strings',
      'a.htm',
      "<script>a = '<!--'; b = '<p>'</script>",
      [["a = '<!--'; b = '<p>'"]],
    ],
  ])('are %s', (_, file, text, expected) => {
    expect(programs(text, file)).toEqual(expected);
  });

  it('are modules or plain scripts, with markup in the code or without', () => {
    const kinds = (text: string, file: string): unknown[] =>
      (scriptPrograms(text, file) ?? []).map(({ sourceType, jsx }) => [sourceType, jsx]);
    expect(kinds('<script setup lang="ts">a</script>', 'a.vue')).toEqual([['module', false]]);
    expect(kinds('<script setup lang="tsx">a</script>', 'a.vue')).toEqual([['module', true]]);
    expect(kinds('<script>a</script><script type="module">b</script>', 'a.html')).toEqual([
      ['script', true],
      ['module', true],
    ]);
    expect(kinds('---\n---\n<script>b</script><script is:inline>c</script>', 'a.astro')).toEqual([
      ['module', true],
      ['module', false],
      ['script', true],
    ]);
  });
});

describe('the code of a file alone', () => {
  const text = '<p>😀</p>\r\n<script>a\n</script>\n<p>x</p><script>b</script>\n';
  const parts = scriptPrograms(text, 'a.vue')?.[0]?.parts ?? [];
  const code = new CodeOnly(text, parts);
  const message = { ruleId: null, severity: 2, message: '', line: 1, column: 1 } as const;

  it('has every offset and line of the whole', () => {
    expect(code.text).toHaveLength(text.length);
    expect(code.text.split(/\r?\n/)).toHaveLength(text.split(/\r?\n/).length);
    expect(code.text.indexOf('a')).toBe(text.indexOf('a\n'));
    expect(code.text.replace(/[\s\u200B]/g, '')).toBe('ab');
  });

  it('gives fixes that go over several scripts what stands between them back', () => {
    const [start, end] = [text.indexOf('a\n'), text.indexOf('b</') + 1];
    const fix = { range: [start, end] as [number, number], text: `import\n${code.text.slice(start, end)}()` };
    expect(code.restored({ ...message, fix }).fix).toEqual({
      range: [start, end],
      text: `import\n${text.slice(start, end)}()`,
    });
  });

  it('has no fix that changes anything else', () => {
    const [start, end] = [text.indexOf('a\n'), text.indexOf('b</') + 1];
    const fix = { range: [start, end] as [number, number], text: 'a; b' };
    const suggestions = [{ desc: '', fix: { range: [0, 3] as [number, number], text: '' } }];
    expect(code.restored({ ...message, fix, suggestions })).toEqual({ ...message, suggestions: [] });
  });

  it('has lines where ESLint has them', () => {
    const lines = new LineIndex('a\r\nb\u2028c\rd');
    expect([1, 2, 3, 4].map((line) => lines.offset(line, 1))).toEqual([0, 3, 5, 7]);
  });
});
