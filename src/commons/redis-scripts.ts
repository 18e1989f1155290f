import { CLOCK_SLACK_MS, MOST_INSTANTS } from './rate-window.ts'

// What needs to read and write in one step. Instants are ms since 1970 and fit a Lua number; '%.0f' writes them in full.

const LOG_LIFE_MS = 60 * 60 * 1000

/**
 * KEYS log, pause · ARGV now, limit, windowMs, then the caller's own sends that count · answers {wait in ms, instant}, where a
 * wait of 0 means that a place was taken at the instant. The same decision as rate-window.ts: counting, union, waitFor,
 * instantToLog. The own sends are there for a Redis that has lost its memory or was out of reach for a while.
 */
export const RESERVE = `
local now, limit, window = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local pause = redis.call('GET', KEYS[2])
if pause then
  local since, till = string.match(pause, '(%d+) (%d+)')
  if now >= tonumber(since) - ${CLOCK_SLACK_MS} and tonumber(till) > now then return {tonumber(till) - now, 0} end
end
local counted, known, changed = {}, {}, false
for _, entry in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
  local at = tonumber(entry)
  if at > now + window then at, changed = now, true end
  if at > now - window then
    counted[#counted + 1] = at
    known[at] = (known[at] or 0) + 1
  end
end
for own = 4, #ARGV do
  local at = tonumber(ARGV[own])
  local times = known[at] or 0
  known[at] = times - 1
  if times <= 0 then counted[#counted + 1], changed = at, true end
end
table.sort(counted)
local answer
local oldest = counted[#counted - limit + 1]
if oldest then
  answer = {oldest + window - now, 0}
else
  local at = math.max(now, counted[#counted] or now)
  counted[#counted + 1], changed = at, true
  answer = {0, at}
end
if changed then
  redis.call('DEL', KEYS[1])
  for place = math.max(1, #counted - limit + 1), #counted do
    redis.call('RPUSH', KEYS[1], string.format('%.0f', counted[place]))
  end
  redis.call('PEXPIRE', KEYS[1], math.max(${LOG_LIFE_MS}, window))
end
return answer
`

/** KEYS log · ARGV instants · adds what the log does not know yet; an instant known twice is added from the third on. */
export const REBUILD = `
local known = {}
for _, at in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do known[at] = (known[at] or 0) + 1 end
for _, at in ipairs(ARGV) do
  if (known[at] or 0) > 0 then known[at] = known[at] - 1 else redis.call('RPUSH', KEYS[1], at) end
end
redis.call('LTRIM', KEYS[1], -${MOST_INSTANTS}, -1)
redis.call('PEXPIRE', KEYS[1], ${LOG_LIFE_MS})
return 0
`

/** KEYS token · ARGV the value that has to be there ('' for none), the new value, its end, now · answers 1 when replaced. */
export const REPLACE_TOKEN = `
local value, ends = unpack(redis.call('HMGET', KEYS[1], 'value', 'expiresAt'))
local current = ''
if value and tonumber(ends) > tonumber(ARGV[4]) then current = value end
if current ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'value', ARGV[2], 'expiresAt', ARGV[3])
redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[3]) - tonumber(ARGV[4]))
return 1
`

/** KEYS token · ARGV the value that has to be there · answers 1 when dropped. */
export const DROP_TOKEN = `
if redis.call('HGET', KEYS[1], 'value') ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
`

/** KEYS claim · ARGV owner · gives a claim back, unless it ran out and another owner has it. */
export const RELEASE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
`
