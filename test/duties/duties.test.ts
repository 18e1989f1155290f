import { describe, expect, test } from 'vitest'
import { workCalendar } from '../../src/calendar/work-calendar.ts'
import { dutiesOf } from '../../src/duties/duties.ts'
import { dutyKinds } from '../../src/duties/kinds.ts'
import { dutyLeads, noChanges } from '../../src/duties/occurrences.ts'
import { dutyText } from '../../src/duties/texts.ts'
import { currentOccurrence } from '../../src/duties/which-duty.ts'
import { DutyEntry } from '../../src/office-schedule.ts'
import { calendar2026 } from '../calendar/table-2026.ts'

const entry = (written: object) => DutyEntry.parse(written)
const privately = { branch: 'first', to: 'everyone' }
const duty = (written: object) => dutiesOf({ duties: [entry(written)] })[0]!
const in2026 = (kind: string) =>
  dutyLeads(duty({ kind, ...privately }), calendar2026, '2026-01-01', '2026-12-31')
const told = (kind: string) =>
  in2026(kind).map(({ day, slot, tellOn }) => `${day.slice(5)} ${slot.replace('T-', '-')} ${tellOn.slice(5)}`)

test('what is said of a notice before a holiday is about the next holiday, not about the one of last week', () => {
  const standing = { duty: duty({ kind: 'holiday_notice', group: '群' }), changes: noChanges }
  const meant = (now: string) =>
    currentOccurrence(standing, calendar2026, new Date(`${now}:00+08:00`), '节前廉洁提醒改成:祝大家国庆快乐')
      ?.day
  expect(meant('2026-09-24T09:00')).toBe('2026-09-24')
  expect(meant('2026-09-28T10:10')).toBe('2026-09-30')
})

test('that a date is still to be checked is said where a date is said, and never behind the keeper’s own words', () => {
  const told = { key: '2027-01-01', day: '2026-12-31', unsure: true, left: 0 }
  const notice = { ...told, kind: 'holiday_notice', name: '节前廉洁提醒' }
  const monthly = { ...told, kind: 'month_stat', name: '月统计' }
  expect(dutyText(notice)).toMatch(/^元旦将至.*拿不准的可以问我。$/)
  expect(dutyText({ ...notice, words: '祝大家节日快乐。' })).toBe('祝大家节日快乐。')
  expect(dutyText(monthly)).toMatch(/日期待核/)
})

describe('the days of the usual duties in 2026', () => {
  test.each([
    ['three_regulations', 24, ['01-30 -3 01-27', '01-30 -0 01-30', '02-28 -3 02-25', '02-28 -0 02-28']],
    ['month_stat', 12, ['01-30 -2 01-28', '02-28 -2 02-26', '03-31 -2 03-27']],
    ['responsibility_letter', 2, ['03-31 -10 03-17', '03-31 -3 03-26']],
    ['integrity_file_yearly', 2, ['11-30 -10 11-16', '11-30 -3 11-25']],
    ['newyear_talk_plan', 1, ['02-14 -5 02-09']],
    [
      'holiday_notice',
      14,
      [
        '02-14 draft 02-12',
        '02-14 -0 02-14',
        '04-03 -0 04-03',
        '04-30 -0 04-30',
        '06-18 -0 06-18',
        '09-24 -0 09-24',
        '09-30 -0 09-30',
      ],
    ],
    ['disclosure_quarter', 8, ['01-12 -5 01-05', '01-12 -1 01-09', '04-10 -5 04-02', '04-10 -1 04-09']],
    ['quarter_bulletin', 4, ['04-08 -5 03-31', '07-07 -5 06-30', '10-13 -5 09-30']],
    ['party_fee', 12, ['01-12 -2 01-08', '02-10 -2 02-06']],
    ['year_summary', 1, ['12-18 -10 12-04']],
  ])('%s', (kind, count, days) => {
    expect(told(kind).length).toBe(count)
    expect(told(kind)).toEqual(expect.arrayContaining(days))
  })

  test('a visit day on a day off is cancelled', () => {
    const days = in2026('petition_visit_day').map(({ day }) => day)
    expect(days).toContain('2026-09-28')
    expect(days).not.toContain('2026-10-05')
    expect(days).toContain('2026-10-12')
  })

  test('a year without a table is planned by weekends and unsure', () => {
    const [first] = dutyLeads(
      duty({ kind: 'responsibility_letter', ...privately }),
      workCalendar([]),
      '2027-03-01',
      '2027-03-31',
    )
    expect(first).toMatchObject({ day: '2027-03-31', unsure: true, tellOn: '2027-03-17' })
  })
})

describe('office.yaml', () => {
  test('lays its own words over the kind', () => {
    expect(
      duty({
        kind: 'quarter_assessment',
        code: 'mine',
        name: '考核表',
        leads: [3],
        handTo: '综合科',
        group: '群',
      }),
    ).toMatchObject({
      code: 'mine',
      name: '考核表',
      leads: [3],
      handTo: '综合科',
      to: { kind: 'group', group: '群' },
    })
  })

  test.each([
    [{ kind: 'nothing', group: '群' }, 'office.yaml:不认识的事项“nothing”。请检查 duties 里的 kind。'],
    [
      { kind: 'democratic_life_prep', ...privately },
      'office.yaml:“民主生活会准备”的日子由通知确定,请在 duties 里给“democratic_life_prep”写上 rule。',
    ],
    [
      { kind: 'three_regulations', group: '群' },
      'office.yaml:“三个规定记录”只能私下提醒,不能发到群里。请写 branch 和 to,去掉 group。',
    ],
  ])('%j is refused in words', (written, sentence) => {
    expect(() => duty(written)).toThrow(sentence)
  })

  test('only open duties may ever appear in a group', () => {
    const rule = { kind: 'yearly', month: 6, day: 1 }
    const allowed = dutyKinds.filter(({ code }) => {
      try {
        return duty({ kind: code, group: '群', rule }).to.kind === 'group'
      } catch {
        return false
      }
    })
    expect(allowed.map(({ level }) => level)).toEqual(allowed.map(() => 'open'))
    expect(dutyKinds.find(({ code }) => code === 'integrity_file_yearly')?.level).toBe('tick-only')
  })
})

describe('what people are told', () => {
  const words = { key: '2026-12-20', day: '2026-12-18', unsure: false, left: 5 }
  test.each([
    [
      { ...words, kind: 'quarter_assessment', name: '季度考核材料', handTo: '办公室' },
      '季度考核材料12月18日(周五)前交办公室,还有5个工作日。已交的同志请忽略。',
    ],
    [
      { ...words, kind: 'yearend_assessment', name: '年终考核', day: '2026-12-15', left: 1 },
      '年终考核安排在12月15日(周二),还有1个工作日。请按通知准备,已办好的同志请忽略。',
    ],
    [
      { ...words, kind: 'three_regulations', name: '三个规定记录', day: '2026-11-30' },
      '本月三个规定记录截止11月30日(周一)。请在单位指定的表上如实填写,有则记、无则按规定报。请不要在聊天里写具体情况。',
    ],
    [
      { ...words, kind: 'integrity_file_yearly', name: '年度廉政档案更新', day: '2026-11-30' },
      '年度廉政档案更新到11月30日(周一)截止,请您本人填写并交派驻组。聊天里不收任何内容。',
    ],
    [
      {
        ...words,
        kind: 'holiday_notice',
        name: '节前廉洁提醒',
        key: '2027-01-01',
        day: '2026-12-31',
        left: 0,
      },
      '元旦将至,祝各位同志节日愉快。节日期间公务用车、接待、礼品请按制度汇编执行,拿不准的可以问我。',
    ],
    [
      { ...words, kind: 'custom', name: '名册核对', left: 0, unsure: true },
      '名册核对请在12月18日(周五)前办好,今天到期。已办的同志请忽略。日期待核:当年的放假安排还没有公布。',
    ],
  ])('%#', (duty, text) => {
    expect(dutyText(duty)).toBe(text)
    expect(text).not.toMatch(/[!!]|务必|收到请回复/)
  })
})
