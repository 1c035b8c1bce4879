/** Commands that tell something and change nothing. */
const READING =
  /^(?:git (?:(?:-C|-c|--git-dir) ?\S* )?(?:rev-parse|rev-list|config --get|log|show|status|diff|remote(?: -v| get-url|$)|branch --show-current|describe|ls-files|ls-remote|symbolic-ref|merge-base|shortlog|cat-file|tag -l|tag --list)|(?:npm|pnpm|yarn) (?:-v|--version|root|prefix|config get|view|info|whoami|bin|ls|list)|node (?:-p|--print)|which|where|true|false|command -v|type |uname|whoami|hostname|id|ps|lsof|pgrep|cat|ls|df|du|stat|file|sw_vers|sysctl|xcode-select -p|test|echo|printf|env|printenv|getconf|arch|nproc|free|uptime|date|readlink|basename|dirname|head|tail|wc|grep|find|docker (?:ps|info|version|images|inspect)|gh (?:issue|pr|release|repo|run) (?:checks|diff|list|status|view)|systemctl (?:is-active|is-enabled|list-units|show|status)|journalctl(?! .*--(?:flush|relinquish-var|rotate|setup-keys|smart-relinquish-var|sync|update-catalog|vacuum-))|\S+ (?:-v|-V|-version|--version|--help|version)$)(?![\w-])/;

/** Whether the text of a command shows that it only reads. */
export function isReadingCommand(text: string): boolean {
  return (
    READING.test(text) &&
    !/[>;&\n]| -(?:exec|delete|fprint|fls|ok)|\|\s*(?!(?:awk|cut|grep|head|jq|sort|tail|tr|uniq|wc)\b)/.test(
      text,
    )
  );
}
