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
