/** The way to the other windows of this origin. */
export interface Channel {
  post(message: unknown): void;
  close(): void;
}

/** Opens the channel of this name; `undefined` where the browser gives none. */
export function openChannel(name: string, hear: (message: unknown) => void): Channel | undefined {
  try {
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => {
      hear(data);
    };
    return {
      post(message) {
        channel.postMessage(message);
      },
      close() {
        channel.close();
      },
    };
  } catch {
    // A sandboxed frame has an opaque origin, which Firefox gives no channel.
    return undefined;
  }
}
