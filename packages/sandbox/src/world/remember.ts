/** How much a part keeps of what may never be asked for again: a sandbox may run for weeks. */
const capacity = 1000;

/** Puts an entry into the map and lets the oldest go when there are too many. */
export function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > capacity && oldest !== undefined) map.delete(oldest);
}
