import { isUtf8 } from 'node:buffer';
import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { withHdfs } from '../../hdfs/endpoint.js';
import { expandPaths } from '../../hdfs/glob.js';
import { openFile } from '../../hdfs/open-file.js';
import { hdfsPath } from '../../hdfs/path.js';
import { openOutput } from '../../render/output.js';

interface FileContent {
  path: string;
  encoding: 'utf8' | 'base64';
  content: string;
}

export default class HdfsCat extends BaseCommand {
  static override summary = 'Print files from HDFS';
  static override description = 'With --json, a file that is not UTF-8 text is printed as base64.';
  static override examples = ['<%= config.bin %> hdfs cat /user/storm-data/records-1.txt'];
  static override strict = false;
  static override args = {
    path: Args.string({ description: 'paths or patterns in HDFS', required: true }),
  };

  async run(): Promise<{ files: FileContent[] }> {
    const { flags, argv } = await this.parse(HdfsCat);
    const paths = (argv as string[]).map(hdfsPath);
    const output = openOutput(process.stdout);
    return withHdfs(await this.open(flags), async (url, signal) => {
      const files: FileContent[] = [];
      for (const { path } of await expandPaths(url, paths, signal)) {
        const kept: Uint8Array[] = [];
        for await (const part of await openFile(url, path, { signal })) {
          if (this.jsonEnabled()) kept.push(part);
          else if (!(await output.write(Buffer.from(part.buffer, part.byteOffset, part.length))))
            return { files };
        }
        const content = Buffer.concat(kept);
        const encoding = isUtf8(content) ? 'utf8' : 'base64';
        files.push({ path, encoding, content: content.toString(encoding) });
      }
      return { files };
    });
  }
}
