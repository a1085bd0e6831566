import * as z from 'zod/mini';
import { address } from './address.ts';
import { dateTime, fullDate } from './date-time.ts';
import { category } from './person.ts';
import { identifier, text } from './text.ts';

const note = z.optional(text(500));

/** The five statuses of a subsystem. A tile is never hidden without a word: the status says what is the matter. */
// By `kind` alone: `z.discriminatedUnion` takes the same and costs every browser 0.4 kB more.
export const subsystemStatus = z.union([
  z.object({ kind: z.literal('available') }),
  /** Works, but slowly or in part. */
  z.object({ kind: z.literal('degraded'), note }),
  /** Closed for works; `until` is when it is to open again (RFC 3339), where that is known. */
  z.object({ kind: z.literal('maintenance'), until: z.optional(dateTime), note }),
  /** Not open to this person: why, and what to do about it. */
  z.object({ kind: z.literal('no-access'), reason: text(500), remedy: text(500) }),
  /** Announced, not there yet; `from` is the day it opens (RFC 3339 full-date), where that is known. */
  z.object({ kind: z.literal('coming-soon'), from: z.optional(fullDate), note }),
]);

/** The status of a subsystem, told apart by `kind`. */
export type SubsystemStatus = z.infer<typeof subsystemStatus>;

/** Schema of {@linkcode Subsystem}. */
export const subsystem = z.object({
  id: identifier,
  name: text(200),
  description: z.optional(text(500)),
  /** In which categories of role the subsystem is shown. A view, never authority: each subsystem checks roles itself. */
  categories: z.array(category).check(z.minLength(1)),
  /** The heading under which the tile is grouped: «Обучение», «Отчёты». */
  group: z.optional(text(100)),
  /** The launch address. A subsystem that is only announced may have none. */
  url: z.optional(address),
  /** Where the subsystem takes a third-party-initiated login (OpenID Connect Core 4), if it does. */
  initiate_login_uri: z.optional(address),
  icon: z.optional(address),
  /** Words by which a person may look for the subsystem besides its name. */
  keywords: z.optional(z.array(text(100))),
  status: subsystemStatus,
});

/** An application of EPOS with a launch address and a status. */
export type Subsystem = z.infer<typeof subsystem>;

/** Schema of {@linkcode SubsystemList}. */
export const subsystemList = z.object({ subsystems: z.array(subsystem) });

/** What `GET /api/v1/me/subsystems` answers. */
export type SubsystemList = z.infer<typeof subsystemList>;
