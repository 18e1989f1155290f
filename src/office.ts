import { join } from 'node:path'
import { z } from 'zod'
import { isDay } from './calendar/day.ts'
import { ConfigError, readConfigFile } from './config-file.ts'
import { branchProblem, twiceWritten, type Misfit } from './office-misfits.ts'
import { DutyEntry, scheduleMisfit, SeriesEntry } from './office-schedule.ts'

const TIMES = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/
const times = z
  .string()
  .regex(TIMES, '应写成 "08:30-12:00" 这样的时间段')
  .refine(span => span.slice(0, 5) < span.slice(6), { error: '开始时间应早于结束时间,例如 "08:30-12:00"' })
const name = z.string().trim().min(1, '不能为空').max(40, '最多 40 个字')

const account = z.string().trim().min(1, '写企业微信账号').max(64, '最多 64 个字符')

const Branch = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, '应是小写字母、数字和连字符'),
  name,
  /** temporary: a branch of a project (临时党支部), whose members belong to several units. */
  kind: z.enum(['branch', 'temporary']).optional(),
})
const Group = z.strictObject({
  name,
  branch: z.string(),
  /** 本周安排, on the first working day of a week; nothing is said in an empty week. */
  weekAgenda: z.boolean().default(false),
  /** 每周一条制度: one article a week, word for word. */
  weekRule: z.boolean().default(false),
  /** The last day of the campaign a group was made for: its keepers are told to export and dissolve it. */
  until: z.string().refine(isDay, { error: '应写成 "2026-10-01" 这样的日期' }).optional(),
})

const NamedRoster = z.strictObject({
  branch: z.string(),
  kind: z.string(),
  people: z.array(z.string().trim().min(1)).min(1, '至少写一个账号').max(200, '最多 200 个账号'),
})

const OfficeEntries = z.strictObject({
  /** The sample office is for trial only. */
  sample: z.boolean().default(false),
  name,
  answers: name,
  bot: z.strictObject({
    names: z.array(name).min(1, '至少写一个机器人的名字'),
    /** false: answers and reminders in words only, for offices whose clients do not show cards. */
    cards: z.boolean().default(true),
  }),
  branches: z.array(Branch).min(1, '至少写一个支部'),
  groups: z.array(Group).default([]),
  administrators: z.array(z.string().min(1)).min(1, '至少写一位管理员的企业微信账号'),
  /** Who answers for a section: 科室 -> account. They hear of duties that go to 各科室. */
  contacts: z.record(name, z.string().trim().min(1, '不能为空').max(64)).default({}),
  hours: z
    .strictObject({ morning: times, afternoon: times })
    .default({ morning: '08:30-12:00', afternoon: '14:30-17:30' }),
  /** Whose accounts see the questions that the rule book leaves open and answer them; nobody: no question is kept. */
  rules: z.strictObject({ responsible: z.array(account).default([]) }).default({ responsible: [] }),
  roster: z.string().optional(),
  /** Where the office's browsers reach this program, for links that work once. */
  address: z
    .url({ protocol: /^https?$/, error: '应是 https://… 开头的网址' })
    .transform(url => url.replace(/\/+$/, ''))
    .optional(),
  /** Activities that come round again by themselves. */
  series: z.array(SeriesEntry).default([]),
  /** Who is expected at a kind whose roster is a list of names (中心组, 联席会议), by account. */
  rosters: z.array(NamedRoster).default([]),
  /** Things with a date of which somebody is reminded. */
  duties: z.array(DutyEntry).default([]),
})

const OfficeFile = OfficeEntries.superRefine((office, context) => {
  for (const { path, message } of misfitsOf(office)) context.addIssue({ code: 'custom', path, message })
})

/** office.yaml, checked: the office, its branches, groups and administrators. Never written by the program. */
export type Office = z.output<typeof OfficeFile>
export type Branch = Office['branches'][number]
export type Group = Office['groups'][number]

/** Reads office.yaml of a configuration directory; throws a ConfigError in plain words. */
export function readOffice(configDirectory: string, mode: 'trial' | 'live'): Office {
  const office = readConfigFile(join(configDirectory, 'office.yaml'), OfficeFile)
  if (office.sample && mode === 'live')
    throw new ConfigError(
      'office.yaml 还是示范单位(sample: true)。正式运行前请填上本单位的支部、群和管理员,并删去这一行。',
    )
  return office
}

export function branchNamed(office: Office, codeOrName: string): Branch | undefined {
  return office.branches.find(({ code, name }) => code === codeOrName || name === codeOrName)
}

/** What does not fit between the entries, each with its place. */
function misfitsOf(office: z.output<typeof OfficeEntries>): Misfit[] {
  const { branches, groups, rosters } = office
  const found = [
    twiceWritten(
      '支部代码',
      branches.map(({ code }, index) => [code, ['branches', index, 'code']]),
    ),
    twiceWritten(
      '支部名称',
      branches.map(({ name }, index) => [name, ['branches', index, 'name']]),
    ),
    twiceWritten(
      '群名',
      groups.map(({ name }, index) => [name, ['groups', index, 'name']]),
    ),
    ...groups.map(({ branch }, index) => branchProblem(branches, branch, ['groups', index, 'branch'])),
    twiceWritten(
      '名单',
      rosters.map(({ branch, kind }, index) => [`${branch}/${kind}`, ['rosters', index]]),
    ),
    ...rosters.map(({ branch }, index) => branchProblem(branches, branch, ['rosters', index, 'branch'])),
    scheduleMisfit(office),
  ]
  return found.filter(misfit => misfit !== undefined)
}
