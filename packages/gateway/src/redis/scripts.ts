/**
 * What runs inside Redis, each in one step. A script touches one key alone, and so has a home in a cluster; and since any
 * of them may write, every client sends it to a primary: a replica may be late, and would show a session that was ended,
 * or none where there is one.
 *
 * A session is a hash: `v` its value, `l` its labels parted by spaces, `u` until when these stand. A label is a sorted
 * set of sessions, by the time until which each stands in it, in milliseconds; negative where its end has begun.
 */
export type Script = string;

const now = `local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
`;

/** KEYS: session. Its value and how many milliseconds it has. */
export const read: Script = `local v = redis.call('HGET', KEYS[1], 'v')
if not v then return false end
return { v, redis.call('PTTL', KEYS[1]) }`;

/**
 * KEYS: session; ARGV: value, labels, its milliseconds, those of its labels. The first command is one that a full memory
 * refuses: where a script has begun to write, Redis lets it go on.
 */
export const write: Script = `${now}redis.call('HSET', KEYS[1], 'v', ARGV[1], 'l', ARGV[2], 'u', now + ARGV[4])
return redis.call('PEXPIRE', KEYS[1], ARGV[3])`;

/** KEYS: session; ARGV: value. */
export const rewrite: Script = `if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'v', ARGV[1])
return 1`;

/** KEYS: session; ARGV: milliseconds. The session's labels, with nothing done, where these would end before it. */
export const prolong: Script = `${now}local found = redis.call('HMGET', KEYS[1], 'l', 'u')
if not found[1] then return '' end
if found[1] ~= '' and now + ARGV[1] > tonumber(found[2]) then return found[1] end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return ''`;

/** KEYS: session; ARGV: milliseconds, those of its labels, which stand by now. */
export const prolongAll: Script = `${now}if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'u', now + ARGV[2])
return redis.call('PEXPIRE', KEYS[1], ARGV[1])`;

/** KEYS: session. Its labels, where it was there. */
export const remove: Script = `local l = redis.call('HGET', KEYS[1], 'l')
redis.call('DEL', KEYS[1])
return l`;

/** KEYS: session; ARGV: label. A name may have been used again since, for a session that does not bear the label. */
export const removeLabelled: Script = `local l = redis.call('HGET', KEYS[1], 'l')
if not l or not string.find(' ' .. l .. ' ', ' ' .. ARGV[1] .. ' ', 1, true) then return 0 end
return redis.call('DEL', KEYS[1])`;

/**
 * KEYS: label; ARGV: session, milliseconds. Whoever is over leaves, so that a label holds the living alone and goes with
 * the last of them. Where the end of a session has begun, it stays so.
 */
export const enlist: Script = `${now}redis.call('ZREMRANGEBYSCORE', KEYS[1], '(' .. -now, '(' .. now)
local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
local sign = (score and tonumber(score) < 0) and -1 or 1
redis.call('ZADD', KEYS[1], sign * (now + ARGV[2]), ARGV[1])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 1`;

/** KEYS: label; ARGV: session. Whether it stands there and its end has not begun. */
export const isEnlisted: Script = `local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
return (score and tonumber(score) > 0) and 1 or 0`;

/** KEYS: label; ARGV: how many. Begins the end of some of its sessions, and names them. */
export const condemn: Script = `local all = redis.call('ZRANGE', KEYS[1], 0, ARGV[1] - 1, 'WITHSCORES')
local keys = {}
for i = 1, #all, 2 do
  if tonumber(all[i + 1]) > 0 then redis.call('ZADD', KEYS[1], -tonumber(all[i + 1]), all[i]) end
  keys[#keys + 1] = all[i]
end
return keys`;

/** KEYS: label; ARGV: sessions. */
export const strike: Script = `return redis.call('ZREM', KEYS[1], unpack(ARGV))`;

/** KEYS: lock; ARGV: the holder's token, milliseconds. */
export const acquire: Script = `return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0`;

/** KEYS: lock; ARGV: the holder's token, milliseconds. 0 where it is somebody else's by now. */
export const keep: Script = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`;

/** KEYS: lock; ARGV: the holder's token. */
export const release: Script = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;

/** KEYS: any; a write, since a server that only reads (a replica, a full disk, no memory) can hold no session. */
export const probe: Script = `return redis.call('SET', KEYS[1], '1', 'PX', 1000)`;
