import { isChecking } from './known-calls.ts';

/** Names of functions of other files that tell whether they look something up, or only make a text. */

const ASKING =
  /^(?:all|available|backup|check|contains|count|current|detect|entries|exists|fetch|find|first|free|get|has|highest|is|last|latest|list|load|lookup|max|newest|next|open|peek|pick|previous|query|read|restore|retrieve|scan|search|select|size|snapshot|stat|total|unique|unused|version)(?![a-z])/;

/** What a name asks for that is made of the arguments alone, or does not come out of a file that is written. */
const MADE =
  /(?:Args?|Basename|Color|Columns?|Cwd|Date|Dir|Dirname|Directory|Env|Ext|Extension|Folder|Format|Header|Host|Label|Locale|Now|Options|Path|Platform|Prefix|Slug|Suffix|Template|Text|Time|Timestamp|Title|Type|Url|Uri)s?$/;

/** Questions about what a caller may do, or about the text that it is given. */
const OF_OTHERS =
  /^(?:is|has|can)(?:Absolute|Access|Admin|Allowed|Array|Authorized|Browser|Ci|Debug|Dev|Email|Enabled|Equal|Function|Html|Image|Integer|Json|Linux|Mac|Markdown|Node|Number|Object|Path|Permission|Plain|Prod|Relative|Right|Safe|String|Supported|Test|Text|Url|Valid|Verbose|Windows)/;

/** Whether a function may look into a file of its own to answer: `loadConfig()`, `hasUser(name)`, `uniqueName(dir)`. */
export function asksFiles(name: string): boolean {
  if (FREE.test(name)) return true;
  return ASKING.test(name) && !MADE.test(name) && !OF_OTHERS.test(name);
}

/** What nobody can tell who does not look at what there is: `nextPath(dir)`. */
const FREE =
  /^(?:(?:find|get|make|pick)?(?:Available|Free|Latest|Next|Unique|Unused))|^(?:available|free|latest|newest|next|unique|unused)(?![a-z])/;

/** Whether a function only makes a text of what it is given, or says something about it. */
export function makesText(name: string): boolean {
  return TEXT.test(name) || OF_OTHERS.test(name) || (isChecking(name) && !/^(?:check|verify)/.test(name));
}

const TEXT =
  /^(?:as|basename|describe|dirname|encode|escape|extname|format|join|label|name|normalize|path|quote|relative|render|resolve|slug|slugify|stringify|title|to|trim|url|with|without)(?![a-z])/;
