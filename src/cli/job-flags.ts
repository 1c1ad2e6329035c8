import { Args, Flags } from '@oclif/core';
import { processorNames } from '../jobs/types.js';

/** The flag and argument that the commands for jobs share. */

export const onFlag = Flags.option({ options: processorNames })({
  description: 'processor (default: all of the stack; job submit detects it from the jar)',
});

export const jobArgument = Args.string({
  description: 'name or id of the job',
  required: true,
});
