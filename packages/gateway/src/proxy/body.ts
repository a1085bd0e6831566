import { demandUnread, readBytes } from '../http/body.ts';
import { Refusal } from '../http/problem.ts';

/** The body of a request on its way to the upstream. */
export interface Outgoing {
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
  /** Whether it can be sent a second time. */
  readonly replayable: boolean;
  /** Why it could not be sent whole, once that is known. */
  readonly refusal: () => Refusal | undefined;
}

/** Up to this length a body is held, so that it can be sent again with a fresh token. In bytes. */
const held = 64_000;

/**
 * Takes the body as it comes: a short one whole, a long one as a stream that is counted on the way.
 *
 * @param stir is called whenever something arrives
 * @throws {@linkcode Refusal} `too_large`, `invalid_request`, `server_error` where it was read before; `PageLeft`
 */
export async function outgoing(request: Request, longest: number, stir: () => void): Promise<Outgoing> {
  const body = request.body as ReadableStream<Uint8Array> | null;
  const nothing = { body: null, replayable: true, refusal: () => undefined };
  if (!body || request.method === 'GET' || request.method === 'HEAD') return nothing;
  demandUnread(request);
  const tooLong = () => new Refusal('too_large', { reason: `the body is longer than ${longest} bytes` });
  const said = request.headers.get('content-length');
  const length = said !== null && /^\d+$/.test(said) ? Number(said) : Number.POSITIVE_INFINITY;
  if (said !== null && length > longest) throw tooLong();
  if (length <= held) {
    return { ...nothing, body: await readBytes(request, Math.min(held, longest)) };
  }

  let size = 0;
  let refusal: Refusal | undefined;
  const counted = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        stir();
        size += chunk.length;
        if (size > longest) {
          refusal = tooLong();
          controller.error(refusal);
        } else controller.enqueue(chunk);
      },
    }),
  );
  return { body: counted, replayable: false, refusal: () => refusal };
}
