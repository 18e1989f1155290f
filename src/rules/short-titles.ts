// Organs and places as they stand in front of a title; 中心 is none in 中心组.
const ORGAN =
  /^(?:中共)?\p{Script=Han}{0,12}?(?:办公[室厅]|委员会|人民政府|机关|单位|办事处|党[委组]|党工委|[省市县区州旗镇乡]委|\p{Script=Han}{2,8}[局厅院]|集团|公司|中心(?!组))/u
const PLACE = /^(?:中共)?\p{Script=Han}{1,4}[省市县区州旗]/u
const ABOUT = /^关于(?:印发|转发)?(?:进一步)?(?:加强|规范|严格|做好|改进|完善|明确)?/
const QUOTED = /^关于(?:印发|转发)《([^《》]+)》的通知$/
// What would be left says nothing of its own: 机关内部会议制度 is not 会议制度.
const SAYS_NOTHING =
  /^(?:内部|日常|有关|相关|工作|管理|会议|学习|事务|务|组|的|和|与|及)*(?:的?(?:通知|意见|决定|方案|规则|规程|公约|办法|细则|规定|制度|管理|实施|工作))*$/
const MOST_PARTS = 4
const SHORTEST = 5

/**
 * What a cleaned title is called without the organ or place in front (某市机关差旅费管理办法: 差旅费管理办法) and without
 * the 关于 of a notice (关于规范公务接待的通知: 公务接待的通知, 公务接待通知).
 */
export function shortTitles(title: string): string[] {
  const short = new Set<string>()
  let rests = [title.slice(0, 60)]
  for (let parts = 0; parts < MOST_PARTS && rests.length > 0; parts++) {
    rests = rests.flatMap(withoutHead).filter(rest => !short.has(rest))
    for (const rest of rests) short.add(rest)
  }
  const spoken = [...short].flatMap(rest => [rest, rest.replace(/的(?=(?:通知|意见|决定|方案)$)/, '')])
  return [...new Set(spoken)].filter(
    rest => rest.length >= SHORTEST && !rest.startsWith('关于') && !SAYS_NOTHING.test(rest),
  )
}

function withoutHead(title: string): string[] {
  const quoted = QUOTED.exec(title)?.[1]
  if (quoted !== undefined) return [quoted]
  return [ORGAN, PLACE, ABOUT].flatMap(head => {
    const found = head.exec(title)?.[0] ?? ''
    return found === '' ? [] : [title.slice(found.length)]
  })
}
