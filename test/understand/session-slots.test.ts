import { expect, test } from 'vitest'
import { readWhen } from '../../src/understand/when.ts'
import { understand } from '../../src/understand/understand.ts'
import { activityCode } from '../../src/understand/words/activities.ts'
import { secretary } from './branch.ts'

const read = (text: string) => understand(text, secretary)
const slots = (text: string) => read(text).slots

test('a whole sentence gives activity, time, place and theme', () => {
  expect(read('@清风 发起主题党日,11月27日下午3点,三楼会议室,主题是学习党纪条例')).toMatchObject({
    intent: 'session.open',
    slots: {
      activity: '主题党日',
      when: '11月27日下午3点',
      place: '三楼会议室',
      topic: '学习党纪条例',
    },
  })
})

test.each([
  ['发起读书会,11月25日下午3点,五楼阅览室,读《县乡中国》', 'book_club'],
  ['明天下午两点半开支部党员大会', 'general_meeting'],
  ['下周二上午十点开个支委会', 'committee_meeting'],
  ['党小组会定在周三下午四点', 'group_meeting'],
  ['登记一个党课,下周四下午两点半', 'party_lecture'],
  ['发起11月组织生活会', 'org_life_meeting'],
  ['组织一次警示教育,看片,下周四下午', 'warning_education'],
  ['发起廉政谈话会,节后上班第一天下午', 'integrity_talk'],
  ['发起基地参观,12月5日早8点集合,名额20个', 'base_visit'],
  ['周六有植树志愿服务,发起一下报名', 'volunteer'],
  ['发起中心组学习,12月3日上午9点', 'study_group'],
  ['发起述职述廉会,12月20日', 'duty_report_meeting'],
  ['发起联席会议,12月8日上午', 'joint_conference'],
])('%s is a %s', (text, kind) => {
  expect(activityCode(slots(text).activity ?? '')).toBe(kind)
})

test.each([
  ['发起主题党日,11月27日下午3点,三楼会议室', '三楼会议室'],
  ['发起主题党日 11月27日15:00 地点:二楼报告厅', '二楼报告厅'],
  ['明天上午9点在五楼活动室召开支委会', '五楼活动室'],
  ['本周五下午三点三楼会议室开党员大会', '三楼会议室'],
  ['发起主题党日,11月27日下午3点', undefined],
])('the place in %s', (text, place) => {
  expect(slots(text).place).toBe(place)
})

test.each([
  ['发起主题党日,11月27日下午3点,主题是学习党纪条例', '学习党纪条例'],
  ['发起主题党日,11月27日下午3点,内容:学习支部工作条例', '学习支部工作条例'],
  ['通知大家明天下午两点半开支部党员大会,讨论刘芳同志转正', '讨论刘芳同志转正'],
  ['发起主题党日,11月27日下午3点,三楼会议室', undefined],
])('the theme in %s', (text, theme) => {
  expect(slots(text).topic).toBe(theme)
})

test('a deadline is not taken for the time of the session', () => {
  const { when, deadline } = slots('收一下周五警示教育参加情况,周四中午12点前报')
  const now = new Date('2026-11-20T10:00:00+08:00')
  expect(readWhen(when ?? '', now).day).toBe('2026-11-27')
  expect(readWhen(deadline ?? '', now)).toMatchObject({ day: '2026-11-26', time: '12:00' })
})

test.each([
  ['名额20个', 20],
  ['限30人', 30],
  ['最多十五人', 15],
  ['上限二十', 20],
  ['自愿报名', undefined],
])('%s', (text, capacity) => {
  expect(slots(`发起植树,周六上午,${text}`).capacity).toBe(capacity)
})

test('what the secretary left out is undefined', () => {
  const { when, place, topic, deadline } = slots('发起主题党日')
  expect([when, place, topic, deadline]).toEqual([undefined, undefined, undefined, undefined])
})
