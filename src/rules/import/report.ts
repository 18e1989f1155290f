import { sayDay } from '../texts.ts'
import type { Draft } from './draft.ts'
import type { Plan, Planned } from './plan.ts'
import type { DocumentKind } from './recognise.ts'

const KINDS: Record<DocumentKind, string> = {
  text: '文本',
  markdown: 'Markdown 文本',
  docx: 'Word 文档',
  xlsx: '表格',
  pdf: 'PDF',
  ofd: 'OFD',
}

/** What was understood, for people to read before it takes effect. */
export function reportLines({ documents, problems }: Plan): string[] {
  return [...documents.flatMap(documentLines), ...problems.map(problem => `放进制度汇编后有问题:${problem}`)]
}

function documentLines(planned: Planned): string[] {
  const name = planned.file === '-' ? '粘贴的文字' : planned.file
  if (planned.kind === 'refused') return [`${name}:${planned.reason}`]
  const { draft } = planned
  const remark =
    planned.kind === 'unchanged'
      ? ',内容没有变化'
      : planned.kind === 'ready' && planned.replaces
        ? ',代替已导入的一份'
        : ''
  return [
    `${name}(${KINDS[draft.kind]}${remark})`,
    ...[...factLines(draft), ...listed('说明', draft.notes), ...listed('请核对', draft.doubts)].map(indent),
    ...[...listed('有问题', draft.faults), ...listed('还缺', draft.missing)].map(indent),
  ]
}

function factLines({ facts, issuer, articles, faults }: Draft): string[] {
  const { title, number, id, effectiveFrom, trialUntil, supersedes, abolishes, amends, interpretedBy } = facts
  const start =
    effectiveFrom === undefined
      ? undefined
      : `${sayDay(effectiveFrom)}起${facts.trial === true ? '试行' : '施行'}`
  const until = trialUntil === undefined ? '' : `,至${sayDay(trialUntil)}`
  const isWhole = faults.length === 0 && amends === undefined && facts.numbersAsIssued !== true
  return [
    `名称:${title ?? '?'}`,
    `文号:${number ?? '?'}  短编号:${id ?? '?'}${issuer === undefined ? '' : `  发文:${issuer}`}`,
    `施行:${start ?? '?'}${until}`,
    ...(supersedes?.length ? [`替代:${supersedes.join('、')}`] : []),
    ...(abolishes?.length ? [`废止:${abolishes.join('、')}`] : []),
    ...(amends === undefined ? [] : [`修改:${amends.number}`]),
    `解释:${interpretedBy ?? '?'}`,
    `范围:${scopeOf(facts)}`,
    `条文:${articles.length}条,${rangeOf(articles)}${isWhole ? ',条号连续' : ''}`,
  ]
}

function rangeOf([first = '', ...rest]: string[]): string {
  return rest.length === 0 ? first : `${first}至${rest.at(-1)}`
}

function scopeOf({ sharing, groups }: Draft['facts']): string {
  if (sharing === 'public') return '公开,谁都可以问'
  if (groups !== undefined) return `只限${groups.join('、')}`
  return '本单位的人(要让所有人都能问请加 --public,只限几个群请加 --groups)'
}

const SHOWN = 12

function listed(head: string, lines: string[]): string[] {
  const more = lines.length > SHOWN ? [`${head}:……共${lines.length}处。`] : []
  return [...lines.slice(0, SHOWN).map(line => `${head}:${line}`), ...more]
}

function indent(line: string): string {
  return `  ${line}`
}

/** The same for programs. */
export function reportJson({ documents, problems }: Plan) {
  return {
    files: documents.map(planned => {
      if (planned.kind === 'refused')
        return { file: planned.file, state: planned.kind, refused: planned.reason }
      const { facts, articles, issuer, kind, missing, faults, doubts, notes } = planned.draft
      return {
        file: planned.file,
        state: planned.kind,
        kind,
        issuer,
        ...facts,
        articles,
        missing,
        faults,
        doubts,
        notes,
      }
    }),
    problems,
  }
}
