const storageKey = 'streamkit-token';
const channelName = 'streamkit-console';
const answerMs = 400;

/**
 * The token of this console: from the address, whose fragment is cleaned at once; else kept from before; else from another
 * tab of this origin. It is never in a request line, a cookie or a log.
 */
export async function findToken(): Promise<string | undefined> {
  const given = /^#token=([\w-]+)/.exec(location.hash)?.[1];
  if (given !== undefined) {
    sessionStorage.setItem(storageKey, given);
    history.replaceState(null, '', `${location.pathname}#/`);
  }
  const token = sessionStorage.getItem(storageKey) ?? (await askOtherTabs());
  if (token === undefined) return undefined;
  sessionStorage.setItem(storageKey, token);
  shareToken(token);
  return token;
}

export function forgetToken(): void {
  sessionStorage.removeItem(storageKey);
}

interface Message {
  want?: true;
  token?: string;
}

function shareToken(token: string): void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.want) channel.postMessage({ token } satisfies Message);
  };
}

function askOtherTabs(): Promise<string | undefined> {
  const channel = new BroadcastChannel(channelName);
  return new Promise((resolve) => {
    const end = (token: string | undefined) => {
      channel.close();
      resolve(token);
    };
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.token !== undefined) end(data.token);
    };
    channel.postMessage({ want: true } satisfies Message);
    setTimeout(() => {
      end(undefined);
    }, answerMs);
  });
}
