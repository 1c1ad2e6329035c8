import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { webHdfsUrl } from '../../hdfs/endpoint.js';
import { hdfsPath } from '../../hdfs/path.js';
import { remove } from '../../hdfs/remove.js';
import { printable } from '../../render/hdfs.js';

export default class HdfsRm extends BaseCommand {
  static override summary = 'Delete files and directories in HDFS';
  static override examples = [
    '<%= config.bin %> hdfs rm /user/storm-data/records-1.txt',
    '<%= config.bin %> hdfs rm -r /user/storm-data',
  ];
  static override strict = false;
  static override args = {
    path: Args.string({ description: 'paths in HDFS', required: true, ignoreStdin: true }),
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
    const url = webHdfsUrl(await this.open(flags));
    for (const path of paths) {
      await remove(url, path, { recursive: flags.recursive });
      this.log(`Deleted ${printable(path)}.`);
    }
    return { deleted: paths };
  }
}
