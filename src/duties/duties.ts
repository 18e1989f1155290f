import type { Day } from '../calendar/day.ts'
import type { RecurrenceRule } from '../calendar/recurrence-rule.ts'
import { ConfigError } from '../config-file.ts'
import type { DutyEntry } from '../office-schedule.ts'
import { dutyKindByCode, type DutyKind, type DutyLevel } from './kinds.ts'

/** A duty of this office: its kind with what office.yaml, an import or somebody in a chat says of it. */
export interface Duty {
  /** Unique in the office: the kind, unless office.yaml names it otherwise. */
  code: string
  kind: string
  name: string
  level: DutyLevel
  rule: RecurrenceRule
  leads: readonly number[]
  /** 'HH:MM' at which people are told, where somebody named it. */
  time?: string
  handTo?: string
  /** The article it rests on: 'R10 第五条'. */
  basis?: string
  /** A campaign's first and last day; occurrences outside do not exist. */
  from?: Day
  until?: Day
  to: DutyTarget
}

export type DutyTarget =
  | { kind: 'group'; group: string }
  | { kind: 'members'; branch: string; who: Assignees }
  /** People chosen in a chat, or the administrators wherever they stand. */
  | {
      kind: 'people'
      branch: string
      personIds: readonly string[]
      /** Noted for oneself: nobody else sees it. */ own?: true
    }
  | { kind: 'administrators' }

/** Whether somebody noted a duty for certain people: its name is theirs, and nobody else reads it. */
export function isPersonal({ to }: Pick<Duty, 'to'>): boolean {
  return to.kind === 'people'
}

export type Assignees =
  | 'keepers'
  | 'committee'
  | 'contacts'
  | 'everyone'
  /** Accounts. */
  | readonly string[]
  /** The contacts of some sections. */
  | { sections: readonly string[] }
  /** Accounts, one for each time in turn. */
  | { rota: readonly string[] }

/** The duties of office.yaml, laid over their kinds. Throws a ConfigError in words for one that cannot be. */
export function dutiesOf({ duties }: { duties: readonly DutyEntry[] }): Duty[] {
  return duties.map(dutyOf)
}

function dutyOf(entry: DutyEntry): Duty {
  const kind = dutyKindByCode(entry.kind)
  if (kind === undefined)
    throw new ConfigError(`office.yaml:不认识的事项“${entry.kind}”。请检查 duties 里的 kind。`)
  const { code = kind.code, name = kind.name, rule = kind.rule, leads = kind.leads } = entry
  const { handTo, basis, from, until } = entry
  if (rule === undefined)
    throw new ConfigError(`office.yaml:“${name}”的日子由通知确定,请在 duties 里给“${code}”写上 rule。`)
  return {
    code,
    kind: kind.code,
    name,
    level: kind.level,
    rule,
    leads,
    ...(handTo !== undefined && { handTo }),
    ...(basis !== undefined && { basis }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    to: targetOf(entry, kind),
  }
}

function targetOf({ group, branch = '', to, rota }: DutyEntry, kind: DutyKind): DutyTarget {
  if (group === undefined) {
    if (to === 'administrators') return { kind: 'administrators' }
    return { kind: 'members', branch, who: rota === undefined ? (to ?? 'keepers') : { rota } }
  }
  if (kind.level === 'open') return { kind: 'group', group }
  throw new ConfigError(`office.yaml:“${kind.name}”只能私下提醒,不能发到群里。请写 branch 和 to,去掉 group。`)
}
