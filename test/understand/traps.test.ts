import { describe, expect, test } from 'vitest'
import { understand } from '../../src/understand/understand.ts'
import * as attend from '../../src/understand/words/attendance.ts'
import { inGroup, secretary } from './branch.ts'

const VERBS = ['参加', '来', '到会', '赶回来']
const framed = (frames: string[]) => VERBS.flatMap(verb => frames.map(frame => frame.replace('X', verb)))

// Every way the word lists know to speak of coming or not, with the status it means.
const WAYS: Record<string, string[]> = {
  leave: [
    ...attend.LEAVE_WORDS,
    ...attend.LEAVE_TYPE_WORDS.official,
    ...attend.LEAVE_TYPE_WORDS.sick,
    ...attend.LEAVE_TYPE_WORDS.personal,
    ...attend.LEAVE_TYPE_WORDS.other,
    ...attend.UNABLE_WORDS,
    ...framed(attend.CANNOT_FRAMES),
  ],
  planned: [
    ...attend.PLAIN_PLANNED,
    ...attend.MUST_WORDS,
    ...framed(attend.CAN_FRAMES),
    ...framed(attend.MUST_FRAMES),
  ],
  present: attend.PRESENT_WORDS,
  late: attend.LATE_WORDS,
  leftEarly: attend.EARLY_WORDS,
  online: attend.ONLINE_WORDS,
  observer: attend.OBSERVER_WORDS,
}
const EVERY_WAY = Object.values(WAYS).flat()
const addressed = { ...inGroup, addressed: true }

describe('no mark is read out of', () => {
  const frames: [string, (way: string) => string][] = [
    ['a question', way => `${way}吗`],
    ['a question about others', way => `谁${way}`],
    ['a question with 没有', way => `${way}没有?`],
    ['a question about how', way => `怎么${way}`],
    ['a question about whether', way => `要不要${way}`],
    ['a dialect question', way => `${way}不`],
    ['a hedge', way => `可能${way}`],
    ['a hedge about oneself', way => `我可能${way}`],
    ['a hedge about a colleague', way => `老谭可能${way}`],
    ['a condition', way => `如果不忙就${way}`],
    ['a supposed case', way => `比如我${way},算公假还是事假`],
    ['a supposed case about a colleague', way => `假如刘芳${way},要补学吗`],
    ['not knowing', way => `不知道能不能${way}`],
    ['hearsay', way => `听说老谭${way}`],
    ['reported speech', way => `刘芳说她${way}`],
    ['a relative’s doings', way => `我妈${way}`],
    ['a parcel', way => `快递${way}`],
    ['a description of people', way => `${way}的同志请坐前排`],
    ['talk about some people', way => `有几个人${way}`],
    ['talk to somebody', way => `你${way}`],
    ['talk about somebody unnamed', way => `他${way}`],
    ['a denial', way => `我没说${way}`],
  ]
  test.each(frames)('%s', (_, frame) => {
    const misread = EVERY_WAY.map(frame).filter(text =>
      [addressed, secretary].some(situation => marksOf(text, situation).length > 0),
    )
    expect(misread).toEqual([])
  })
})

describe('talk among colleagues that does not mention the bot is nobody’s business', () => {
  const frames: ((way: string) => string)[] = [
    way => `${way}吗`,
    way => `老谭${way}`,
    way => `你${way}`,
    way => `@刘芳 ${way}`,
    way => `@所有人 ${way}`,
    way => `我弟弟${way}`,
    way => `小王说他${way}`,
  ]
  test.each(frames)('%s', frame => {
    const misread = EVERY_WAY.map(frame).filter(text => marksOf(text, inGroup).length > 0)
    expect(misread).toEqual([])
  })
})

// Said alone these answer the bot's question about the type, or speak of everybody.
const NOT_ALONE = new Set(['公差', '因公', '因病', '因私'])

describe.each(Object.entries(WAYS))('every way to say %s is read', (status, ways) => {
  const own = ways.filter(way => !NOT_ALONE.has(way) && !/齐/.test(way))
  test.each([
    ['alone', (way: string) => way],
    ['of oneself', (way: string) => `我${way}`],
    ['with a day and thanks', (way: string) => `我周五${way},谢谢`],
  ])('%s', (_, frame) => {
    const lost = own.map(frame).filter(text => {
      const [mark] = marksOf(text, addressed)
      return mark?.name !== 'self' || mark.status !== status
    })
    expect(lost).toEqual([])
  })
})

function marksOf(text: string, situation: typeof inGroup) {
  return (understand(text, situation).slots.marks ?? []).filter(mark => mark.status !== undefined)
}
