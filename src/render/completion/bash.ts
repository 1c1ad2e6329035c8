import { flagValues, quoted, type CompletionTree } from './tree.js';

/** A script that completes command lines in bash, from 3.2 on. Pure. */
export function bashCompletion(tree: CompletionTree): string {
  return `# bash completion for streamkit
_streamkit() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command= words= i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [ "\${COMP_WORDS[i]}" = -- ]; then
      declare -F _command_offset >/dev/null && _command_offset $((i + 1))
      return
    fi
    case "$command \${COMP_WORDS[i]}" in
      ${commandPatterns(tree)}) command="\${command:+$command }\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$command $previous" in
${valueCases(tree, (values) => `words=${quoted(values.join(' '))}`)}
    *)
      case "$command,$current" in
${commandCases(tree)}
      esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
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
export function valueCases(tree: CompletionTree, offer: (values: string[]) => string): string {
  const all = flagValues(tree);
  const known = all.filter(({ values }) => values.length > 0);
  const open = all.filter(({ values }) => values.length === 0).flatMap(({ typed }) => typed.map(quoted));
  return [
    ...known.map(({ typed, values }) => `    ${typed.map(quoted).join('|')}) ${offer(values)} ;;`),
    `    ${open.join('|')}) return ;;`,
  ].join('\n');
}

function commandCases(tree: CompletionTree): string {
  const list = (words: { word: string }[]) => quoted(words.map(({ word }) => word).join(' '));
  return [
    `        ,*) words=${list(tree.first)} ;;`,
    ...[...tree.second]
      .filter(([first]) => !tree.commands.has(first))
      .map(([first, words]) => `        ${quoted(first)},*) words=${list(words)} ;;`),
    ...[...tree.commands].flatMap(([command, { flags, values }]) => [
      `        ${quoted(command)},-*) words=${list(flags)} ;;`,
      ...(values.length === 0 ? [] : [`        ${quoted(command)},*) words=${list(values)} ;;`]),
    ]),
  ].join('\n');
}
