import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { withHdfs } from '../../hdfs/endpoint.js';
import { makeDirectory } from '../../hdfs/make-directory.js';
import { hdfsPath } from '../../hdfs/path.js';
import { printable } from '../../render/printable.js';

export default class HdfsMkdir extends BaseCommand {
  static override summary = 'Create directories in HDFS, including parents';
  static override examples = [
    '<%= config.bin %> hdfs mkdir /user/storm-data',
    '<%= config.bin %> hdfs mkdir /data/in /data/out --if-not-exists',
  ];
  static override strict = false;
  static override args = {
    path: Args.string({ description: 'paths in HDFS', required: true }),
  };
  static override flags = {
    'if-not-exists': Flags.boolean({ char: 'p', description: 'ignore directories that already exist' }),
  };

  async run(): Promise<{ directories: { path: string; created: boolean }[] }> {
    const { flags, argv } = await this.parse(HdfsMkdir);
    const paths = (argv as string[]).map(hdfsPath);
    return withHdfs(await this.open(flags), async (url, signal) => {
      const directories = [];
      for (const path of paths) {
        const created = await makeDirectory(url, path, { ifNotExists: flags['if-not-exists'], signal });
        this.log(`${created ? 'Created' : 'Already exists:'} ${printable(path)}${created ? '.' : ''}`);
        directories.push({ path, created });
      }
      return { directories };
    });
  }
}
