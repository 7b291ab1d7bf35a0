/**
 * What Redis does in one step, so that nothing happens in between. Their keys are those of the tags, then for each
 * question those of its answer and of its lease; `{{1,3},{2,3}}` says which tags each question has.
 *
 * A tag has a token that nobody ever had before. To invalidate it is to delete its token: that works also where Redis is
 * full, and a token that was lost (evicted, expired, flushed) ends what rests on it, instead of reviving it.
 *
 * A lease names who asks, and the tokens that he asks under: after an invalidation it binds nobody.
 */

/** ARGV: number of tags, new token and name of the lease, lease ms, life of a token ms, tags of each, ids seen of each. */
export const CLAIM = `
local count = tonumber(ARGV[1])
local tokens, answers = {}, {}
for i = 1, count do
  tokens[i] = redis.call('GET', KEYS[i]) or ARGV[2]
  redis.call('SET', KEYS[i], tokens[i], 'PX', ARGV[4])
end
for i, tags in ipairs(cjson.decode(ARGV[5])) do
  local answer, lease = KEYS[count + 2 * i - 1], KEYS[count + 2 * i]
  local under = ''
  for _, tag in ipairs(tags) do under = under .. ' ' .. tokens[tag] end
  local text, held = redis.pcall('GET', answer), redis.call('GET', lease)
  if type(text) == 'string' and string.sub(text, 1, 36) ~= ARGV[5 + i] then
    answers[i] = text
  elseif held and string.sub(held, 37) == under then
    answers[i] = 0
  else
    redis.call('SET', lease, ARGV[2] .. under, 'PX', ARGV[3])
    answers[i] = 1
  end
end
return { tokens, answers }`;

/** KEYS: the leases. ARGV: name of the lease, lease ms. */
export const RENEW = `
for _, lease in ipairs(KEYS) do
  local held = redis.call('GET', lease)
  if held and string.sub(held, 1, 36) == ARGV[1] then redis.call('PEXPIRE', lease, ARGV[2]) end
end`;

/** ARGV: number of tags, name of the lease, tags of each, token of each tag, text and life ms of each; without a text it is let go. */
export const END = `
local count = tonumber(ARGV[1])
local current = {}
for i, tags in ipairs(cjson.decode(ARGV[3])) do
  local answer, lease = KEYS[count + 2 * i - 1], KEYS[count + 2 * i]
  local text, life = ARGV[count + 2 * i + 2], ARGV[count + 2 * i + 3]
  current[i] = 1
  for _, tag in ipairs(tags) do
    if redis.call('GET', KEYS[tag]) ~= ARGV[3 + tag] then current[i] = 0 end
  end
  local held = redis.call('GET', lease)
  if held and string.sub(held, 1, 36) == ARGV[2] then
    redis.call('DEL', lease)
    if current[i] == 1 and text ~= '' then redis.call('SET', answer, text, 'PX', life) end
  end
end
return current`;

/** KEYS: those of the tags. ARGV: channel, message. */
export const INVALIDATE = `
redis.call('DEL', unpack(KEYS))
return redis.call('PUBLISH', ARGV[1], ARGV[2])`;

/** Writes, so that a Redis that cannot is found out. KEYS: that of one tag. ARGV: new token, life of a token ms. */
export const PROBE = `
local token = redis.call('GET', KEYS[1]) or ARGV[1]
redis.call('SET', KEYS[1], token, 'PX', ARGV[2])
return token`;
