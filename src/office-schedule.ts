import { z } from 'zod'
import { isDay } from './calendar/day.ts'
import { RecurrenceRule } from './calendar/recurrence-rule.ts'
import { branchProblem, type Misfit } from './office-misfits.ts'

const code = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,40}$/, '应是小写字母开头的代码,例如 theme_party_day')
  .refine(written => !written.startsWith('ad-hoc'), { error: '不能以 ad-hoc 开头,它留给临时发起的活动' })
const words = (most: number) => z.string().trim().min(1, '不能为空').max(most, `最多 ${most} 个字`)
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '应写成 "15:00" 这样的时间')
const turns = z.array(words(40)).min(1, '至少写一个')
const day = z.string().refine(isDay, { error: '应写成 "2026-10-01" 这样的日期' })

/** A campaign has a first and a last day. */
const span = { from: day.optional(), until: day.optional() }

/** Whether 调休 weekends count is written only where the usual answer is wrong: activities no, duties yes. */
const ruleWith = (useAdjusted: boolean) =>
  z.preprocess(rule => (isObject(rule) ? { useAdjusted, ...rule } : rule), RecurrenceRule)

/** An activity that comes round again by itself. */
export const SeriesEntry = z.strictObject({
  /** Unique in its branch; it names the series for good. */
  code,
  kind: code,
  branch: z.string(),
  /** The group that is told; left out: the first group of the branch. */
  group: z.string().optional(),
  rule: ruleWith(false),
  time,
  place: words(80).optional(),
  theme: words(60).optional(),
  /** Whether those who have not answered are reminded once; left out: as usual for the kind. */
  required: z.boolean().optional(),
  /** The party group that meets, for 党小组会: one series for each group. */
  partyGroup: words(20).optional(),
  /** Names or accounts, taken in turn. */
  leadReaders: turns.optional(),
  /** Taken in turn. */
  books: turns.optional(),
  /** Who leads it, lectures or speaks first, by names or accounts taken in turn; they hear of their part in private. */
  chairs: turns.optional(),
  lecturers: turns.optional(),
  mainSpeakers: turns.optional(),
  ...span,
})

/** A thing with a date and no attendance. What is left out is as usual for its kind. */
export const DutyEntry = z.strictObject({
  kind: code,
  /** Unique in the office; left out: the kind. */
  code: code.optional(),
  name: words(40).optional(),
  rule: ruleWith(true).optional(),
  /** Working days before the day, one reminder for each. */
  leads: z
    .array(z.int('应是整数').min(0, '不能小于 0').max(30, '最多 30 个工作日'))
    .min(1, '至少写一个')
    .optional(),
  /** Who takes it: 交办公室. */
  handTo: words(20).optional(),
  /** The group that is told; or else `branch` and `to`. */
  group: z.string().optional(),
  branch: z.string().optional(),
  /** In private: those who keep the register, those with an office in the branch, the sections' contacts, everybody, or accounts. */
  to: z
    .union([
      z.enum(['keepers', 'committee', 'contacts', 'administrators', 'everyone']),
      z.array(words(64)).min(1, '至少写一个账号'),
    ])
    .optional(),
  /** Accounts that take it in turn, one for each time it comes round (领导接访日). */
  rota: turns.optional(),
  /** The article it rests on: R10 第五条. */
  basis: z
    .string()
    .regex(
      /^[A-Za-z]\w{0,15} 第[一二三四五六七八九十百零]{1,7}条(之[一二三四五六七八九十])?$/,
      '应写成 "R10 第五条" 这样',
    )
    .optional(),
  ...span,
})

export type SeriesEntry = z.output<typeof SeriesEntry>
export type DutyEntry = z.output<typeof DutyEntry>

interface Places {
  branches: readonly { code: string }[]
  groups: readonly { name: string; branch: string }[]
  series: readonly SeriesEntry[]
  duties: readonly DutyEntry[]
}

/** What is wrong with the series and duties between them and the rest of office.yaml; undefined when they fit. */
export function scheduleMisfit(office: Places): Misfit | undefined {
  const entries = entriesOf(office)
  return (
    sameCode(entries) ?? entries.map(entry => misfitOf(office, entry)).find(misfit => misfit !== undefined)
  )
}

interface Entry {
  /** The code, as it must be unique. */
  key: string
  place: Misfit['path']
  written: SeriesEntry | DutyEntry
}

function entriesOf({ series, duties }: Places): Entry[] {
  return [
    ...series.map((written, index) => ({
      key: `${written.branch}/${written.code}`,
      place: ['series', index],
      written,
    })),
    ...duties.map((written, index) => ({
      key: written.code ?? written.kind,
      place: ['duties', index],
      written,
    })),
  ]
}

function sameCode(entries: readonly Entry[]): Misfit | undefined {
  const twice = entries.find(({ key }, index) => entries.findIndex(other => other.key === key) !== index)
  if (twice === undefined) return undefined
  const { key, place } = twice
  return { path: place, message: `series 或 duties 里“${key}”写了两次,请给其中一个写上不同的 code` }
}

function misfitOf({ branches, groups, duties }: Places, { place, written }: Entry): Misfit | undefined {
  const { branch, group, from, until, kind, code = kind } = written
  const astray = branch === undefined ? undefined : branchProblem(branches, branch, [...place, 'branch'])
  if (astray !== undefined) return astray
  if (group !== undefined && !groups.some(({ name }) => name === group)) {
    const known = groups.map(({ name }) => name).join('、')
    return { path: [...place, 'group'], message: `群“${group}”不在 groups 里。可用的是:${known}` }
  }
  const duty = duties.find(one => one === written)
  if (duty !== undefined && !isAddressed(duty))
    return {
      path: place,
      message: `事项“${code}”要写明提醒谁:写 group(发到群里),或写 branch 和 to(私下提醒),或写 branch 和 rota(轮流)`,
    }
  if (from !== undefined && until !== undefined && from > until)
    return { path: [...place, 'from'], message: `“${code}”的 from 在 until 之后,请把起止日期对调` }
  return undefined
}

function isAddressed({ group, branch, to, rota }: DutyEntry): boolean {
  return (group === undefined) === ((to !== undefined || rota !== undefined) && branch !== undefined)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
