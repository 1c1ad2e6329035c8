import type { ConsoleAddress, ConsoleOptions } from '../console/server/console.js';

export interface RunConsoleOptions extends Omit<ConsoleOptions, 'onListening'> {
  /** Whether to open the user's browser. */
  browse: boolean;
  /** Called once the page can be opened. */
  onAddress: (address: ConsoleAddress) => Promise<void>;
}

/** Serves the console until Ctrl-C, in a browser where that is wanted and there is one. */
export async function runConsole({ browse, onAddress, ...options }: RunConsoleOptions): Promise<void> {
  const { serveConsole } = await import('../console/server/console.js');
  let cleanUp: (() => Promise<void>) | undefined;
  try {
    await serveConsole({
      ...options,
      async onListening(address) {
        await onAddress(address);
        const { hasDesktop, openBrowser } = await import('../console/server/open-browser.js');
        if (browse && hasDesktop(process.env)) cleanUp = await openBrowser(address.url);
      },
    });
  } finally {
    await cleanUp?.();
  }
}
