import type { NameKind } from './name-kinds.js';
import { quoted, type CommandWords, type CompletionTree, type FlagWord, type Word } from './tree.js';

/** A script that completes command lines in fish, to be put among its completions. Pure. */
export function fishCompletion(tree: CompletionTree): string {
  const firstWords = tree.first.map(({ word }) => word).join(' ');
  const pairs = [...tree.second].flatMap(([first, words]) =>
    words.map(({ word }) => quoted(`${first} ${word}`)),
  );
  return `# fish completion for streamkit
function __streamkit_command
  set -l command
  for word in (commandline -opc)[2..-1]
    if test "$word" = --
      printf '%s\\n' --
      return
    end
    if test -z "$command"
      contains -- $word ${firstWords}; and set command $word
    else if contains -- "$command $word" ${pairs.join(' ')}
      set command "$command $word"
    end
  end
  printf '%s\\n' $command
end
function __streamkit_at
  set -l command (__streamkit_command)
  test "$command" = "$argv[1]"
end
function __streamkit_names
  set -l words (commandline -opc)
  set -l place
  for i in (seq 2 (count $words))
    if contains -- $words[$i] --stack --context; and test $i -lt (count $words)
      set -a place $words[$i] $words[(math $i + 1)]
    end
  end
  $words[1] complete $argv[1] $place 2>/dev/null
end
complete -c streamkit -f
${offered('', tree.first)}
${[...tree.second]
  .filter(([first]) => !tree.commands.has(first))
  .map(([first, words]) => offered(first, words))
  .join('\n')}
${[...tree.commands].map(([command, words]) => commandLines(command, words)).join('\n')}
complete -c streamkit -n ${at('--')} -a '(complete -C (commandline -cp | string replace -r "^.*? -- " ""))'
`;
}

function offered(command: string, words: Word[]): string {
  return words
    .map(
      ({ word, summary }) =>
        `complete -c streamkit -n ${at(command)} -a ${quoted(word)} -d ${quoted(summary)}`,
    )
    .join('\n');
}

function commandLines(command: string, { flags, values, asks }: CommandWords): string {
  const head = `complete -c streamkit -n ${at(command)}`;
  const found = values.map(({ word, summary }) => `${head} -a ${quoted(word)} -d ${quoted(summary)}`);
  const asked = asks ? [`${head} -a ${ask(asks)}`] : [`${head} -F`];
  return [
    ...(found.length > 0 ? found : asked),
    ...flags.map((flag) => {
      const letter = flag.short === undefined ? '' : ` -s ${flag.short.slice(1)}`;
      return `${head}${letter} -l ${flag.word.slice(2)}${valueOf(flag)} -d ${quoted(flag.summary)}`;
    }),
  ].join('\n');
}

function valueOf({ takesValue, values, asks }: FlagWord): string {
  if (!takesValue) return '';
  if (values.length > 0) return ` -x -a ${quoted(values.join(' '))}`;
  return asks ? ` -x -a ${ask(asks)}` : ' -r -F';
}

function ask(kind: NameKind): string {
  return `'(__streamkit_names ${kind})'`;
}

function at(command: string): string {
  return `"__streamkit_at '${command}'"`;
}
