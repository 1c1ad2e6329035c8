import type { NameKind } from './name-kinds.js';
import { flagValues, quoted, type CompletionTree } from './tree.js';

/** A script that completes command lines in bash, from 3.2 on. Pure. */
export function bashCompletion(tree: CompletionTree): string {
  return `# bash completion for streamkit
_streamkit() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command= words= i
  local -a place=()
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      --stack|--context) [ $((i + 1)) -lt $COMP_CWORD ] && place+=("\${COMP_WORDS[i]}" "\${COMP_WORDS[i+1]}") ;;
    esac
    if [ "\${COMP_WORDS[i]}" = -- ]; then
      declare -F _command_offset >/dev/null && _command_offset $((i + 1))
      return
    fi
    case "$command \${COMP_WORDS[i]}" in
      ${commandPatterns(tree)}) command="\${command:+$command }\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$command $previous" in
${valueCases(
  tree,
  (values) => `words=${quoted(values.join(' '))}`,
  (kind) => `words="$(_streamkit_names ${kind})"`,
)}
    *)
      case "$command,$current" in
${commandCases(tree)}
      esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
_streamkit_names() { "\${COMP_WORDS[0]}" complete "$1" "\${place[@]+"\${place[@]}"}" 2>/dev/null; }
complete -o default -F _streamkit streamkit
`;
}

/** Patterns of \`COMMAND NEXT\` that lead deeper, one of each level. */
export function commandPatterns(tree: CompletionTree): string {
  const first = tree.first.map(({ word }) => quoted(` ${word}`));
  const second = [...tree.second].flatMap(([one, words]) =>
    words.map(({ word }) => quoted(`${one} ${word}`)),
  );
  return [...first, ...second].join('|');
}

/** What comes after a flag that takes a value; with no values known it is left to the shell's own completion of files. */
export function valueCases(
  tree: CompletionTree,
  offer: (values: string[]) => string,
  ask: (kind: NameKind) => string,
): string {
  const all = flagValues(tree);
  const known = all.filter(({ values }) => values.length > 0);
  const asked = [...new Set(all.flatMap(({ asks }) => (asks === undefined ? [] : [asks])))];
  const open = all
    .filter(({ values, asks }) => values.length === 0 && asks === undefined)
    .flatMap(({ typed }) => typed.map(quoted));
  return [
    ...known.map(({ typed, values }) => `    ${typed.map(quoted).join('|')}) ${offer(values)} ;;`),
    ...asked.map((kind) => {
      const typed = all.filter(({ asks }) => asks === kind).flatMap((flag) => flag.typed.map(quoted));
      return `    ${typed.join('|')}) ${ask(kind)} ;;`;
    }),
    ...(open.length > 0 ? [`    ${open.join('|')}) return ;;`] : []),
  ].join('\n');
}

function commandCases(tree: CompletionTree): string {
  const list = (words: { word: string }[]) => quoted(words.map(({ word }) => word).join(' '));
  return [
    `        ,*) words=${list(tree.first)} ;;`,
    ...[...tree.second]
      .filter(([first]) => !tree.commands.has(first))
      .map(([first, words]) => `        ${quoted(first)},*) words=${list(words)} ;;`),
    ...[...tree.commands].flatMap(([command, { flags, values, asks }]) => [
      `        ${quoted(command)},-*) words=${list(flags)} ;;`,
      ...(values.length > 0
        ? [`        ${quoted(command)},*) words=${list(values)} ;;`]
        : asks
          ? [`        ${quoted(command)},*) words="$(_streamkit_names ${asks})" ;;`]
          : []),
    ]),
  ].join('\n');
}
