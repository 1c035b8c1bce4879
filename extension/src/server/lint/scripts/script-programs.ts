import { scriptElements } from './script-elements.ts';
import type { ScriptElement } from './script-elements.ts';

/** Code that is one program, in one or several parts of a file. */
export interface ScriptProgram {
  /** In their order, as offsets into the text; they do not touch. */
  readonly parts: readonly TextPart[];
  readonly sourceType: 'module' | 'script';
  /** Whether markup may stand in the code. In TypeScript that leaves no room for assertions such as `<string>value`. */
  readonly jsx: boolean;
}

export interface TextPart {
  readonly start: number;
  readonly end: number;
}

type FindPrograms = (text: string) => readonly ScriptProgram[];

const KINDS: Readonly<Record<string, FindPrograms>> = {
  vue: vuePrograms,
  svelte: sveltePrograms,
  astro: astroPrograms,
  html: htmlPrograms,
  htm: htmlPrograms,
  xhtml: htmlPrograms,
};

/** Whether a file holds more than code, by its name. */
export function holdsMarkup(file: string): boolean {
  return programsOf(file) !== undefined;
}

/** The programs in a file that holds more than code; nothing for a file that is code and nothing else. */
export function scriptPrograms(text: string, file: string): readonly ScriptProgram[] | undefined {
  return programsOf(file)?.(text);
}

function programsOf(file: string): FindPrograms | undefined {
  return KINDS[/\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? ''];
}

/** Both scripts of a component are one module. What stands within its template is content. */
function vuePrograms(text: string): readonly ScriptProgram[] {
  return joined(scriptElements(text).filter(({ inside }) => inside.length === 0));
}

/**
 * What the script of the module declares can be used in that of the instances, and not the other way round: written
 * below it, it is a program of its own, so that it gets imports of its own.
 */
function sveltePrograms(text: string): readonly ScriptProgram[] {
  const scripts = scriptElements(text).filter(({ inside }) => !inside.includes('svelte:head'));
  const isOfModule = ({ attributes }: ScriptElement): boolean =>
    'module' in attributes || attributes['context'] === 'module';
  const [first] = scripts;
  if (!first || isOfModule(first)) return joined(scripts);
  return [...joined(scripts.filter((script) => !isOfModule(script))), ...joined(scripts.filter(isOfModule))];
}

/** The frontmatter runs on the server; each script is a module of its own, unless it is left as it is. */
function astroPrograms(text: string): readonly ScriptProgram[] {
  const frontmatter = frontmatterOf(text);
  const scripts = scriptElements(text, frontmatter ? frontmatter.end + FENCE.length : 0);
  return [
    ...(frontmatter ? [{ parts: [frontmatter], sourceType: 'module', jsx: true } as const] : []),
    ...scripts.filter(isCode).map((script): ScriptProgram => {
      const isProcessed = Object.keys(script.attributes).every((name) => name === 'src' || name === 'lang');
      return {
        parts: [script],
        sourceType: isProcessed || script.attributes['type'] === 'module' ? 'module' : 'script',
        jsx: !isProcessed,
      };
    }),
  ];
}

const FENCE = '---';

/** Only space and comments may stand above the frontmatter; the fence below it begins a line, where one does. */
function frontmatterOf(text: string): TextPart | undefined {
  const opening = /^\s*(?:<!--[^]*?-->\s*)*---/.exec(text)?.[0];
  if (opening === undefined) return undefined;
  const start = opening.length;
  const closing = /^[\t ]*---/m.exec(text.slice(start));
  const end = closing ? start + closing.index + closing[0].length - FENCE.length : text.indexOf(FENCE, start);
  return end === -1 ? undefined : { start, end };
}

function htmlPrograms(text: string): readonly ScriptProgram[] {
  return scriptElements(text)
    .filter(isCode)
    .map((script) => ({
      parts: [script],
      sourceType: script.attributes['type'] === 'module' ? 'module' : 'script',
      jsx: allowsJsx(script),
    }));
}

/** Scripts that are one module. */
function joined(scripts: readonly ScriptElement[]): readonly ScriptProgram[] {
  const parts = scripts.filter(isCode);
  return parts.length === 0 ? [] : [{ parts, sourceType: 'module', jsx: parts.every(allowsJsx) }];
}

const CODE_TYPE =
  /^$|^module$|^(?:text|application)\/(?:x-)?(?:javascript|ecmascript|babel|jsx|tsx?|typescript)$/;
const CODE_LANGUAGE = /^(?:js|jsx|ts|tsx|javascript|typescript)$/;

/** Whether a script is in a language that is checked: many hold data, or templates. */
function isCode({ attributes: { type = '', lang = 'js' } }: ScriptElement): boolean {
  return CODE_TYPE.test(type.trim().toLowerCase()) && CODE_LANGUAGE.test(lang.toLowerCase());
}

function allowsJsx({ attributes: { type = '', lang = '' } }: ScriptElement): boolean {
  return !/^(?:ts|typescript)$/i.test(lang) && !/\/typescript$|\/ts$/i.test(type);
}
