import * as z from 'zod/mini';
import { person, role, type Me } from './person.ts';
import { subsystem, type Subsystem } from './subsystem.ts';

const statusKinds: ReadonlySet<unknown> = new Set(['available', 'degraded', 'maintenance', 'no-access', 'coming-soon']);

const meEnvelope = z.object({ person, roles: z.array(z.unknown()) });
const subsystemsEnvelope = z.object({ subsystems: z.array(z.unknown()) });

/** Reads the items that fit the schema and leaves out the others: one bad item never empties a list. */
export function readList<S extends z.core.$ZodType>(schema: S, items: readonly unknown[]): z.output<S>[] {
  return items.flatMap((item) => {
    const result = z.safeParse(schema, item);
    return result.success ? [result.data] : [];
  });
}

/** Reads the answer of `GET /api/v1/me`. Throws a `ZodError` when the person cannot be read. */
export function readMe(body: unknown): Me {
  const envelope = z.parse(meEnvelope, body);
  return { person: envelope.person, roles: readList(role, envelope.roles) };
}

/** Reads the answer of `GET /api/v1/me/subsystems`. Throws a `ZodError` when it is no list at all. */
export function readSubsystems(body: unknown): Subsystem[] {
  return readList(subsystem, z.parse(subsystemsEnvelope, body).subsystems.map(asKnown));
}

/** What a newer portal may send and this version cannot know: a further status (shown as available), a further category. */
function asKnown(item: unknown): unknown {
  if (!isRecord(item)) return item;
  const { status, icon, categories } = item;
  return {
    ...item,
    ...(isRecord(status) && typeof status.kind === 'string' && !statusKinds.has(status.kind)
      ? { status: { kind: 'available' } }
      : {}),
    ...(Array.isArray(categories) ? { categories: categories.filter(isCategory) } : {}),
    // A picture is an ornament: a bad address costs the picture, not the tile.
    ...(icon !== undefined && !z.safeParse(subsystem.shape.icon, icon).success ? { icon: undefined } : {}),
  };
}

function isCategory(value: unknown): boolean {
  return z.safeParse(role.shape.category, value).success;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
