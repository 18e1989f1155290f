import type { Office } from '../office.ts'
import type { Duty } from './duties.ts'
import { dutyKindByCode } from './kinds.ts'

/** The duties that every office has without writing them down: next year's holidays, and the end of a campaign's group. */
export function builtInDuties({ duties, groups }: Pick<Office, 'duties' | 'groups'>): Duty[] {
  const written = new Set(duties.map(({ kind }) => kind))
  return [
    ...(written.has('calendar_load') ? [] : [calendarLoad()]),
    ...groups.flatMap(({ name, branch, until }) =>
      until === undefined ? [] : [campaignEnd(name, branch, until)],
    ),
  ]
}

function calendarLoad(): Duty {
  return { ...plainDuty('calendar_load'), to: { kind: 'administrators' } }
}

function campaignEnd(group: string, branch: string, until: string): Duty {
  return {
    ...plainDuty('campaign_end'),
    code: `campaign_end:${group}`,
    name: group,
    rule: { kind: 'once', day: until, shift: { policy: 'prev' }, useAdjusted: true },
    to: { kind: 'members', branch, who: 'keepers' },
  }
}

function plainDuty(code: string): Omit<Duty, 'to'> {
  const kind = dutyKindByCode(code)
  if (kind === undefined) throw new Error(`there is a kind ${code}`)
  const { name, level, leads, rule } = kind
  return {
    code,
    kind: code,
    name,
    level,
    leads,
    rule: rule ?? { kind: 'once', day: '2000-01-01', useAdjusted: true },
  }
}
