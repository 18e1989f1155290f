import type { LeaveType } from '../reading.ts'
import type { Mark } from './mark.ts'
import type { Statement } from './statement.ts'

/** A leave without a type takes it from the reasons said around it; family before hospital, hospital before office. */
export function fillLeaveTypes(marks: Mark[], statements: Statement[]): void {
  const leaves = marks.filter(mark => mark.status === 'leave' && mark.leaveType === 'unspecified')
  if (leaves.length === 0) return
  const typed = statements.find(
    statement => statement.leaveType !== undefined && statement.cue === undefined,
  )?.leaveType
  for (const mark of leaves)
    mark.leaveType = typed ?? ownType(mark, statements) ?? inferredType(nearReasons(mark, marks, statements))
}

/** 罗小燕驻村,蒋国梁带娃看病,都来不了: each has the reason that was said with the name. */
function ownType({ at }: Mark, statements: Statement[]): LeaveType | undefined {
  const own = statements.find(({ tokens }) => tokens.some(({ start }) => start === at?.start))
  if (own === undefined || own.cue !== undefined || own.reasons.length === 0) return undefined
  const type = inferredType([own])
  return type === 'unspecified' ? undefined : type
}

/** The statements around a leave up to the next mark on either side: what stands there is its reason. */
function nearReasons(mark: Mark, marks: Mark[], statements: Statement[]): Statement[] {
  const own = statements.findIndex(({ tokens }) =>
    tokens.some(token => token.start <= mark.said && mark.said < token.end),
  )
  const said = new Set(marks.map(known => known.said))
  const other = ({ cue }: Statement) => cue !== undefined && cue.status !== 'leave' && said.has(cue.start)
  const before = statements.findLastIndex(
    (statement, i) => i < own && (other(statement) || speaksOfAnother(statement, mark)),
  )
  const after = statements.findIndex(
    (statement, i) => i > own && (other(statement) || speaksOfAnother(statement, mark)),
  )
  return statements.slice(before + 1, after < 0 ? statements.length : after).filter(isNotPast)
}

/** 上回开会您讲的事: what happened then is no reason now. */
function isNotPast({ times }: Statement): boolean {
  return !times.some(({ word }) => /^上[周次回个]/.test(word))
}

function speaksOfAnother(statement: Statement, mark: Mark): boolean {
  return (
    statement.subjects.some(({ kind, token }) => kind === 'name' && token.word !== mark.name) &&
    statement.cue !== undefined
  )
}

function inferredType(all: Statement[]): LeaveType {
  const statements = all.map(one => (one.family && bringsWord(one) ? { ...one, family: false } : one))
  // 老公出差了,娃没人带: whose errand it is decides.
  const types = new Set(
    statements.flatMap(statement =>
      statement.reasons.map(({ leaveType }) =>
        statement.family && leaveType === 'official' ? 'personal' : leaveType,
      ),
    ),
  )
  if (types.has('other')) return 'other'
  if (types.has('personal')) return 'personal'
  if (statements.some(statement => statement.family) && types.size > 0 && !types.has('official'))
    return 'personal'
  if (types.has('official') && !types.has('sick')) return 'official'
  if (types.has('sick')) return 'sick'
  return statements.some(statement => statement.family) ? 'personal' : 'unspecified'
}

/** 龙飞跃的爹捎话来, 他爱人打来说他住院了: the relative only brings word. */
function bringsWord({ reasons, tokens }: Statement): boolean {
  const text = tokens.map(({ word }) => word).join('')
  if (reasons.length === 0) return BRINGS_WORD.test(text)
  const relative = tokens.findIndex(({ kind }) => kind === 'family')
  const told = tokens.findIndex(({ word }, i) => i > relative && /[说讲]/.test(word))
  const person = tokens.findIndex(
    ({ kind, word }, i) => i >= told && (kind === 'they' || /[他她]$/.test(word)),
  )
  return told > 0 && person >= told && !tokens.slice(person).some(({ kind }) => kind === 'family')
}

const BRINGS_WORD = /捎|带话|带个话|来电|打电话|打来|来信|发微信|告诉|转告|说$|讲$/
