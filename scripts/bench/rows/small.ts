import { compare } from '../compare.js';
import { bareNode, cli, type Lab } from '../lab.js';
import type { Result, Row } from '../row.js';

const rounds = 7;

const whyMissed =
  'loading the code of oclif, the commands and their clients is most of the time; kcat is a native program, and the ratio is ' +
  '2.4 on machines that run JavaScript faster. Tried: plain HTTP and single requests as probes instead of client libraries, ' +
  'libraries that are loaded when they are used, the commands from the manifest, a bundle of the parts of oclif that are used.';

/** Small questions to a running stack, as they are typed all day. */
export const small: Row = {
  name: 'small',
  async measure(lab: Lab): Promise<Result[]> {
    const broker = await lab.broker();
    const besideKcat = {
      line: `kcat -L -b ${broker} && ${bareNode}`,
      name: '`kcat -L`, then `node -e 0`',
      goal: 2.5,
    };
    const besideVersion = { line: `${cli} --version`, name: '`--version`', goal: 4 };
    const results: Result[] = [];
    for (const { args, beside } of [
      { args: 'status', beside: besideKcat },
      { args: 'topic list', beside: besideKcat },
      { args: 'up schema-registry', beside: besideVersion },
    ]) {
      const what = args.startsWith('up') ? '`up` of a running stack' : `\`${args}\` of a running stack`;
      const names = { what, beside: beside.name, goal: beside.goal, whyMissed };
      results.push(await compare(lab, names, [`${cli} ${args}`, beside.line], rounds));
    }
    return results;
  },
};
