import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { withHdfs } from '../../hdfs/endpoint.js';
import { expandPaths } from '../../hdfs/glob.js';
import { hdfsPath } from '../../hdfs/path.js';
import { remove } from '../../hdfs/remove.js';
import { printable } from '../../render/printable.js';

export default class HdfsRm extends BaseCommand {
  static override summary = 'Delete files and directories in HDFS';
  static override examples = [
    '<%= config.bin %> hdfs rm /user/storm-data/records-1.txt',
    '<%= config.bin %> hdfs rm -r /user/storm-data',
  ];
  static override strict = false;
  static override args = {
    path: Args.string({ description: 'paths or patterns in HDFS', required: true }),
  };
  static override flags = {
    recursive: Flags.boolean({
      char: 'r',
      description: 'delete directories and their contents',
      default: false,
    }),
  };

  async run(): Promise<{ deleted: string[] }> {
    const { flags, argv } = await this.parse(HdfsRm);
    const paths = (argv as string[]).map(hdfsPath);
    return withHdfs(await this.open(flags), async (url, signal) => {
      const deleted: string[] = [];
      for (const { path } of await expandPaths(url, paths, signal)) {
        await remove(url, path, { recursive: flags.recursive, signal });
        this.log(`Deleted ${printable(path)}.`);
        deleted.push(path);
      }
      return { deleted };
    });
  }
}
