import type Docker from 'dockerode';
import { runIn } from './run.js';

/** Every image has these few commands; not every one has pkill. */
const script = `
count=0
for folder in /proc/[0-9]*; do
  pid=\${folder#/proc/}
  [ "$pid" = 1 ] || [ "$pid" = $$ ] && continue
  line="$(tr '\\0' ' ' 2>/dev/null <"$folder/cmdline") "
  case "$line" in *"$1"*) kill -9 "$pid" && count=$((count + 1)) ;; esac
done
echo "$count"`;

/** SIGKILL to the processes in a container that have this text on their command line, but the first one. @returns how many */
export async function killMatching(docker: Docker, containerId: string, text: string): Promise<number> {
  const { code, lines } = await runIn(docker, containerId, ['sh', '-c', script, 'kill-matching', text]);
  if (code !== 0) throw new Error(`looking for processes failed: ${lines.join(' ')}`);
  return Number(lines.at(-1));
}
