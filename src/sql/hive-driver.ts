/** By name, as each loader of CommonJS modules has it: Node's, esbuild's and tsx's agree on no default. */
export { auth, connections, HiveClient, thrift } from 'hive-driver';
