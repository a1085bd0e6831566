/** What a gateway says of its own memory, in megabytes. */
export interface Memory {
  readonly resident: number;
  readonly heap: number;
}

export async function memoryOf(adminUrl: string): Promise<Memory> {
  const text = await (await fetch(`${adminUrl}/metrics`)).text();
  const read = (name: string) => Number(new RegExp(`^${name} ([\\d.e+]+)$`, 'm').exec(text)?.[1]) / 1_048_576;
  return { resident: read('process_resident_memory_bytes'), heap: read('nodejs_heap_size_used_bytes') };
}

/** Looks every half second while `work` runs; gives the least heap of each quarter. */
export async function heapDuring(adminUrl: string, work: () => Promise<unknown>): Promise<number[]> {
  const heaps: number[] = [];
  let looking: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    looking = memoryOf(adminUrl).then(({ heap }) => heaps.push(heap));
  }, 500);
  await work();
  clearInterval(timer);
  await looking;
  const quarter = Math.max(1, heaps.length / 4);
  // The heap climbs until it is swept: its lowest points tell what stays.
  return [0, 1, 2, 3].map((part) =>
    Math.min(...heaps.slice(Math.floor(part * quarter), Math.ceil((part + 1) * quarter))),
  );
}
