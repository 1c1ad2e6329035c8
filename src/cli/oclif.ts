// What the bundled CLI has of oclif. Its index also compares versions of Node, for which it loads a library at each start.
export * as Args from '@oclif/core/args';
export { Command } from '@oclif/core/command';
export { Config } from '@oclif/core/config';
export { execute } from '@oclif/core/execute';
export * as Flags from '@oclif/core/flags';
export { CommandHelp, Help } from '@oclif/core/help';
