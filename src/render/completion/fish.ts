import { quoted, type CommandWords, type CompletionTree, type Word } from './tree.js';

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

function commandLines(command: string, { flags, values }: CommandWords): string {
  const head = `complete -c streamkit -n ${at(command)}`;
  return [
    ...(values.length > 0
      ? values.map(({ word, summary }) => `${head} -a ${quoted(word)} -d ${quoted(summary)}`)
      : [`${head} -F`]),
    ...flags.map(({ word, short, summary, takesValue, values: known }) => {
      const letter = short === undefined ? '' : ` -s ${short.slice(1)}`;
      const value = !takesValue ? '' : known.length > 0 ? ` -x -a ${quoted(known.join(' '))}` : ' -r -F';
      return `${head}${letter} -l ${word.slice(2)}${value} -d ${quoted(summary)}`;
    }),
  ].join('\n');
}

function at(command: string): string {
  return `"__streamkit_at '${command}'"`;
}
