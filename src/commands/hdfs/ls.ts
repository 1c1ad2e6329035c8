import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { withHdfs } from '../../hdfs/endpoint.js';
import { listPath, type HdfsEntry } from '../../hdfs/file-status.js';
import { expandPath, walk } from '../../hdfs/glob.js';
import { hdfsPath } from '../../hdfs/path.js';
import { hdfsTable } from '../../render/hdfs.js';
import { printable } from '../../render/printable.js';

export default class HdfsLs extends BaseCommand {
  static override summary = 'List files and directories in HDFS (times are UTC)';
  static override examples = [
    '<%= config.bin %> hdfs ls',
    '<%= config.bin %> hdfs ls -R /user --json',
    "<%= config.bin %> hdfs ls '/user/storm-data/*.txt'",
  ];
  static override args = {
    path: Args.string({ description: 'path or pattern in HDFS', default: '/' }),
  };

  static override flags = {
    recursive: Flags.boolean({ char: 'R', description: 'list everything below directories as well' }),
  };

  async run(): Promise<{ path: string; entries: HdfsEntry[] }> {
    const { args, flags } = await this.parse(HdfsLs);
    const path = hdfsPath(args.path);
    const entries = await withHdfs(await this.open(flags), async (url, signal) => {
      const found = await expandPath(url, path, signal);
      const lists = found.map(async (entry) => {
        if (entry.type === 'file') return [entry];
        return flags.recursive ? all(walk(url, entry.path, signal)) : listPath(url, entry.path, signal);
      });
      return (await Promise.all(lists)).flat();
    });
    this.log(entries.length > 0 ? hdfsTable(entries) : `${printable(path)} is empty.`);
    return { path, entries };
  }
}

async function all(entries: AsyncIterable<HdfsEntry>): Promise<HdfsEntry[]> {
  const list: HdfsEntry[] = [];
  for await (const entry of entries) list.push(entry);
  return list;
}
