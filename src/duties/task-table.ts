import { createHash } from 'node:crypto'
import { dayOf, isDay, yearOf, type Day } from '../calendar/day.ts'
import { mustNotBeKept, plainWords } from '../attendance/plain-words.ts'
import { readWhen } from '../understand/when.ts'
import type { Duty } from './duties.ts'
import { dutyKindByCode } from './kinds.ts'

/** One row of a 任务分解表: what, who answers for it, until when. */
export interface Task {
  name: string
  sections: string[]
  day: Day
}

export interface TaskTable {
  tasks: Task[]
  /** What is wrong, row by row; with any of these nothing is imported. */
  problems: string[]
}

const MOST_ROWS = 500
const HEADS = {
  name: /事项|任务|内容|工作/,
  sections: /责任|科室|单位|部门/,
  day: /时限|期限|完成时间|截止|时间/,
}

/** Reads a 任务分解表 (事项、责任科室、时限) whose sections have a contact in office.yaml. */
export function readTaskTable(
  rows: readonly (readonly string[])[],
  contacts: Readonly<Record<string, string>>,
  now: Date,
): TaskTable {
  const headAt = rows.findIndex(row => Object.values(HEADS).every(head => row.some(cell => head.test(cell))))
  const headRow = rows[headAt]
  if (headRow === undefined)
    return { tasks: [], problems: ['没有找到表头。请有“事项”“责任科室”“时限”三列。'] }
  const sections = column(headRow, HEADS.sections)
  const day = column(headRow, HEADS.day)
  const name = headRow.findIndex(
    (cell, index) => HEADS.name.test(cell) && index !== sections && index !== day,
  )
  // 2027年重点任务分解表: a day without a year is in that one.
  const year = /20\d\d(?=年)/.exec(rows.slice(0, headAt).flat().join(' '))?.[0]
  const body = rows.slice(headAt + 1).filter(row => row.some(cell => cell.trim() !== ''))
  if (body.length > MOST_ROWS) return { tasks: [], problems: [`一次最多导入 ${MOST_ROWS} 行,请分开导入。`] }
  const read = body.map((row, index) => {
    const cell = (at: number) => (row[at] ?? '').trim()
    const written = { name: cell(name), sections: cell(sections), day: cell(day) }
    return readTask(written, contacts, { year, now }, headAt + index + 2)
  })
  return {
    tasks: read.flatMap(one => (typeof one === 'string' ? [] : [one])),
    problems: read.filter(one => typeof one === 'string'),
  }
}

function column(headRow: readonly string[], head: RegExp): number {
  return headRow.findIndex(cell => head.test(cell))
}

function readTask(
  written: { name: string; sections: string; day: string },
  contacts: Readonly<Record<string, string>>,
  today: Today,
  row: number,
): Task | string {
  const name = plainWords(written.name)
  if (name === '') return `第${row}行没有写事项。`
  if (mustNotBeKept(name)) return `第${row}行的事项里有不该存的内容(证件号、病情、信访、涉密等),请改写。`
  const sections = written.sections.split(/[、,,;;/\s]+/).filter(section => section !== '')
  if (sections.length === 0) return `第${row}行没有写责任科室。`
  const unknown = sections.find(section => contacts[section] === undefined)
  if (unknown !== undefined)
    return `第${row}行的“${unknown}”没有联系人。office.yaml 的 contacts 里有:${Object.keys(contacts).join('、') || '(还没有写)'}。`
  const day = dayIn(written.day, today)
  if (day === undefined) return `第${row}行的时限“${written.day}”看不懂,请写成 2027-03-31 或 3月31日。`
  return { name, sections, day }
}

interface Today {
  year: string | undefined
  now: Date
}

function dayIn(written: string, { year, now }: Today): Day | undefined {
  const iso = /\d{4}-\d{2}-\d{2}/.exec(written)?.[0]
  if (iso !== undefined && isDay(iso)) return iso
  const { day } = readWhen(written, now)
  if (day === undefined || /20\d\d/.test(written)) return day
  if (year !== undefined) return sameDayIn(Number(year), day)
  return day < dayOf(now) ? sameDayIn(yearOf(day) + 1, day) : day
}

function sameDayIn(year: number, day: Day): Day | undefined {
  const there = `${year}${day.slice(4)}`
  return isDay(there) ? there : undefined
}

/** A task as a duty of its own. The same row imported again is the same duty. */
export function dutyOfTask({ name, sections, day }: Task, branch: string): Duty {
  const kind = dutyKindByCode('task_item')
  const code = createHash('sha256')
    .update([branch, name, ...sections, day].join('\n'))
    .digest('hex')
    .slice(0, 16)
  return {
    code: `t${code}`,
    kind: 'task_item',
    name,
    level: 'open',
    rule: { kind: 'once', day, shift: { policy: 'prev' }, useAdjusted: true },
    leads: kind?.leads ?? [5, 1],
    to: { kind: 'members', branch, who: { sections } },
  }
}
