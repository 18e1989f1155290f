import { resolveName, type NameIndex } from '../understand/names.ts'
import type { Reading } from '../understand/reading.ts'

const LONGEST = 40
const CODES = /(?<!\d)\d{3}[ -]?\d{3}(?!\d)/g
const SIX_DIGITS_ALONE = /^(?:我的|这个)?(?:绑定|验证)?码?(?:是|为)?[: ]*\d{3}[ -]?\d{3}[。.!]*$/
const BINDS = /^绑定码?(?:是|为)?[: ]*\d*[。.!]*$/
const SECTION = '\\p{Script=Han}{0,8}?(?:科|室|处|局|办|组|中心|支部|离退休)'
const IN_SECTION = new RegExp(`^${SECTION}的?(?=.)`, 'u')
const SECTION_ALONE = new RegExp(`^${SECTION}的?$`, 'u')

/**
 * What somebody nobody knows yet means by a few words: they were asked for a name or given a code, and answer with just
 * that (邓群, 我是综合科的邓群, 482913). Other words keep their reading.
 */
export function newcomersReading(reading: Reading, text: string, names: NameIndex): Reading {
  const said = text.normalize('NFKC').trim()
  if (said.length > LONGEST) return reading
  const code = codeIn(said)
  if (code !== undefined) return { ...reading, intent: 'bind', slots: { ...reading.slots, code } }
  const name = nameIn(said, names)
  return name === undefined ? reading : { ...reading, intent: 'identify', slots: { ...reading.slots, name } }
}

/** The six digits; '' where somebody wants to bind and wrote fewer or none. */
function codeIn(said: string): string | undefined {
  const [only, ...more] = said.match(CODES) ?? []
  if (only === undefined) return BINDS.test(said) ? '' : undefined
  const isMeant = more.length === 0 && (said.includes('绑定') || SIX_DIGITS_ALONE.test(said))
  return isMeant ? only.replace(/\D/g, '') : undefined
}

function nameIn(said: string, names: NameIndex): string | undefined {
  const words = said
    .replace(/^(?:您好|你好)[,。! ]*/, '')
    .replace(/^(?:我是|我叫|本人是?|我的名字[是叫]|姓名:?)/, '')
    .split(/[,、。! ]+/)
    .filter(word => word !== '')
  const found = words.flatMap(word => {
    const name = [word, word.replace(IN_SECTION, '')].find(one => !('unknown' in resolveName(names, one)))
    return name === undefined ? [] : [name]
  })
  const others = words.length - words.filter(word => SECTION_ALONE.test(word)).length
  return found.length === 1 && others === 1 ? found[0] : undefined
}
