const answerType = 'epos-login:answer';

/** How long a foreign page may stand in the frame before it counts as a refusal, in milliseconds. */
const grace = 1000;

/**
 * Sends a hidden frame to the SSO and waits for the address at which it comes back to this origin.
 *
 * @returns the address with the answer, or `undefined` where none can come: the page's CSP forbids the frame, or the
 * SSO shows a page instead of redirecting (`X-Frame-Options` makes the browser show one, too). Whether the person is
 * signed in is then unknown. A frame that never loads is ended by `signal`.
 * @see OpenID Connect Core 3.1.2.1, `prompt=none`
 */
export async function askInFrame(url: string, state: string, signal: AbortSignal): Promise<string | undefined> {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  // No `allow-top-navigation`, no popups, no forms: nothing in the frame may touch the page.
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
  frame.src = url;

  const done = new AbortController();
  const listening = { signal: done.signal };
  try {
    return await new Promise<string | undefined>((resolve) => {
      const refuse = () => {
        resolve(undefined);
      };
      window.addEventListener(
        'message',
        ({ origin, source, data }: MessageEvent<unknown>) => {
          if (origin !== location.origin || source !== frame.contentWindow) return;
          const answer = Object(data) as Partial<Record<string, unknown>>;
          if (answer.type === answerType && answer.state === state && typeof answer.href === 'string') {
            resolve(answer.href);
          }
        },
        listening,
      );
      document.addEventListener(
        'securitypolicyviolation',
        (event) => {
          // Known at once instead of after the whole time-out.
          if (event.effectiveDirective === 'frame-src' && url.startsWith(event.blockedURI)) refuse();
        },
        listening,
      );
      frame.addEventListener('load', () => {
        const href = addressOf(frame);
        // A redirect page that does not run the SDK answers too, only later.
        if (href && new URL(href).searchParams.get('state') === state) resolve(href);
        else setTimeout(refuse, grace);
      });
      signal.addEventListener('abort', refuse, listening);
      document.body.append(frame);
    });
  } finally {
    done.abort();
    frame.remove();
  }
}

function addressOf(frame: HTMLIFrameElement): string | undefined {
  try {
    return frame.contentWindow?.location.href;
  } catch {
    return undefined; // A page of another origin.
  }
}
