import type { NameKind } from './name-kinds.js';
import { commandPatterns, valueCases } from './bash.js';
import { quoted, type CompletionTree, type Word } from './tree.js';

/** A script that completes command lines in zsh, to be sourced or put on the fpath as \`_streamkit\`. Pure. */
export function zshCompletion(tree: CompletionTree): string {
  return `#compdef streamkit
# zsh completion for streamkit
_streamkit() {
  local current="$words[CURRENT]" previous="$words[CURRENT-1]" command= word before=
  local -a found place
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ "$word" == -- ]]; then _normal; return; fi
    case "$before" in (--stack|--context) place+=("$before" "$word") ;; esac
    before="$word"
    case "$command $word" in
      (${commandPatterns(tree)}) command="\${command:+$command }$word" ;;
    esac
  done
  case "$command $previous" in
${valueCases(tree, (values) => `found=(${values.map(quoted).join(' ')})`, asked).replace(/return ;;$/, '_files; return ;;')}
    *)
      case "$command,$current" in
${commandCases(tree)}
      esac ;;
  esac
  if (( \${#found} )); then _describe streamkit found; else _files; fi
}
if [[ "$funcstack[1]" == _streamkit ]]; then _streamkit; else compdef _streamkit streamkit; fi
`;
}

function commandCases(tree: CompletionTree): string {
  return [
    `        ,*) found=(${described(tree.first)}) ;;`,
    ...[...tree.second]
      .filter(([first]) => !tree.commands.has(first))
      .map(([first, words]) => `        ${quoted(first)},*) found=(${described(words)}) ;;`),
    ...[...tree.commands].flatMap(([command, { flags, values, asks }]) => [
      `        ${quoted(command)},-*) found=(${described(flags)}) ;;`,
      ...(values.length > 0
        ? [`        ${quoted(command)},*) found=(${described(values)}) ;;`]
        : asks
          ? [`        ${quoted(command)},*) ${asked(asks)} ;;`]
          : []),
    ]),
  ].join('\n');
}

/** The names of a kind, as \`_describe\` takes them: a colon would begin a summary. */
function asked(kind: NameKind): string {
  return `found=(\${(f)"$($words[1] complete ${kind} $place 2>/dev/null)"}); found=("\${found[@]//:/\\\\:}")`;
}

/** As \`_describe\` takes them: \`WORD:SUMMARY\`. */
function described(words: Word[]): string {
  return words.map(({ word, summary }) => quoted(summary === '' ? word : `${word}:${summary}`)).join(' ');
}
