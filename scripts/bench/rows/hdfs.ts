import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compare } from '../compare.js';
import { cli, Lab } from '../lab.js';
import { run } from '../measure.js';
import type { Result, Row } from '../row.js';

const rounds = 3;

const whyMissed =
  'the bytes pass through Node block by block; beside hdfs dfs the server is the limit: curl itself, which does nothing else, ' +
  'needs about 0.7 of the time of hdfs dfs. Tried: node:http instead of fetch, writing while reading, blocks of 1 MB.';

/** Upload and download of 1 GB, beside curl on WebHDFS and Hadoop's own client. */
export const hdfs: Row = {
  name: 'hdfs',
  slow: true,
  async measure(): Promise<Result[]> {
    const lab = await Lab.open();
    try {
      await lab.streamkit('up', 'hdfs', '--ports', 'auto');
      const { services } = await lab.status();
      const service = services.find(({ name }) => name === 'hdfs');
      const { rpc = '', webhdfs = '' } = service?.endpoints ?? {};
      await writeFile(
        join(lab.dir, 'core-site.xml'),
        `<configuration><property><name>fs.defaultFS</name><value>${rpc}</value></property></configuration>`,
      );
      const shell = `${await javaAndClassPath(service?.pid ?? 0, lab.dir)} org.apache.hadoop.fs.FsShell`;
      const file = join(lab.dir, 'gigabyte');
      await run(`head -c 1G /dev/urandom > ${file}`, lab.env);
      const url = `'${webhdfs}/tmp/curl?op=OPEN'`;
      const create = `'${webhdfs}/tmp/curl?op=CREATE&overwrite=true'`;
      const curl = 'curl --fail --silent --location';
      const put = `${cli} hdfs put --force ${file} /tmp/ours`;
      const get = `${cli} hdfs get --force /tmp/ours ${file}.ours`;
      const names = (what: string, beside: string, goal: number) => ({
        what: `\`hdfs ${what}\` of 1 GB`,
        beside,
        goal,
        whyMissed,
      });
      return [
        await compare(
          lab,
          names('put', 'curl on WebHDFS', 1.2),
          [put, `${curl} --request PUT --upload-file ${file} ${create}`],
          rounds,
        ),
        await compare(
          lab,
          names('get', 'curl on WebHDFS', 1.2),
          [get, `${curl} --output ${file}.curl ${url}`],
          rounds,
        ),
        await compare(
          lab,
          names('put', '`hdfs dfs -put`', 0.5),
          [put, `${shell} -put -f ${file} /tmp/shell`],
          rounds,
        ),
        await compare(
          lab,
          names('get', '`hdfs dfs -get`', 0.5),
          [get, `${shell} -get -f /tmp/ours ${file}.shell`],
          rounds,
        ),
      ];
    } finally {
      await lab.close();
    }
  },
};

/** Those that HDFS runs with (Linux). @param conf folder of core-site.xml */
async function javaAndClassPath(pid: number, conf: string): Promise<string> {
  const [java = '', ...args] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
  return `'${java}' -cp '${conf}:${args[args.indexOf('-cp') + 1] ?? ''}'`;
}
