import type Docker from 'dockerode';
import { runIn } from './run.js';

/** Every image has these few commands; not every one has pkill. */
const script = `
count=0
for folder in /proc/[0-9]*; do
  pid=\${folder#/proc/}
  [ "$pid" = 1 ] || [ "$pid" = $$ ] && continue
  line="$(tr '\\0' ' ' 2>/dev/null <"$folder/cmdline") "
  case "$line" in *"$1"*) kill "-$2" "$pid" && count=$((count + 1)) ;; esac
done
echo "$count"`;

/**
 * Sends a signal to the processes in a container that have this text on their command line, but the first one.
 * @param signal 0 counts them, and does nothing to them
 * @returns how many there were
 */
export async function signalMatching(
  docker: Docker,
  containerId: string,
  text: string,
  signal: 0 | 9,
): Promise<number> {
  const words = ['sh', '-c', script, 'signal-matching', text, String(signal)];
  const { code, lines } = await runIn(docker, containerId, words);
  if (code !== 0) throw new Error(`looking for processes failed: ${lines.join(' ')}`);
  return Number(lines.at(-1));
}
