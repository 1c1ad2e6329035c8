import { join } from 'node:path';
import { compare } from '../compare.js';
import { cli, Lab } from '../lab.js';
import type { Result, Row } from '../row.js';

const rounds = 3;
/** The chapter's own topologies. */
const templates = ['storm-hdfs-hive', 'storm-mysql'];

/** From nothing to a project whose own tests have passed, with Maven's repository filled. */
export const scaffold: Row = {
  name: 'scaffold',
  slow: true,
  async measure(lab: Lab): Promise<Result[]> {
    const results: Result[] = [];
    for (const name of templates) {
      const [fresh, standing] = [join(lab.dir, 'fresh', name), join(lab.dir, 'standing', name)];
      await lab.streamkit('scaffold', name, standing, '--yes');
      const ours = `rm -rf ${fresh} && ${cli} scaffold ${name} ${fresh} --yes && cd ${fresh} && mvn -q package`;
      const theirs = `cd ${standing} && mvn -q clean package`;
      const names = {
        what: `\`scaffold ${name}\` until its build has passed`,
        beside: 'only `mvn clean package`',
      };
      results.push(await compare(lab, { ...names, goal: 1.1 }, [ours, theirs], rounds));
    }
    return results;
  },
};

const pipelines = ['kafka-basics', 'connect-file', 'connect-jdbc', 'storm-mysql', 'storm-hdfs-hive'];

/** The whole chapter, from nothing running to nothing running. */
export const smoke: Row = {
  name: 'smoke',
  slow: true,
  async measure(): Promise<Result[]> {
    const lab = await Lab.open();
    try {
      const each = pipelines.map((name) => `${cli} smoke ${name} --ports auto --timeout 10m`);
      const all = `${cli} smoke ${pipelines.join(' ')} --ports auto --timeout 15m`;
      const names = {
        what: '`smoke` of all five pipelines, including start and stop',
        beside: 'one after another',
        goal: 0.7,
        whyMissed:
          "Maven and Storm's workers keep both processors busy. Tried: one start for all, pipelines in parallel by " +
          'side.',
      };
      return [await compare(lab, names, [all, each.join(' && ')], 1)];
    } finally {
      await lab.close();
    }
  },
};
