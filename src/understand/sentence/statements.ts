import { takeCue } from './cues.ts'
import { linked } from './linked.ts'
import { clausesOf } from './clauses.ts'
import type { Clause } from './clauses.ts'
import { asName } from './guessed-name.ts'
import { isTurn } from './decision.ts'
import { denies } from './denial.ts'
import { isAddressee, isAskedToWrite, isOfRank, wordsAfter } from './whom.ts'
import { emptyStatement, lastMeaning, textOf } from './statement.ts'
import type { Statement } from './statement.ts'
import { isEntrusted, proxiesSomebody, SAYING, takeSubject } from './subjects.ts'
import type { Token } from './tokens.ts'

/** Cuts the tokens of a message into statements: at punctuation, and where a new person or activity follows a cue. */
export function statementsOf(tokens: Token[]): Statement[] {
  const statements: Statement[] = []
  for (const clause of clausesOf(tokens)) statements.push(...statementsOfClause(clause))
  return linked(statements)
}

function statementsOfClause(clause: Clause): Statement[] {
  const found: Statement[] = []
  let now = emptyStatement(clause.asked)
  const flush = (exception = false) => {
    if (now.tokens.length > 0) found.push(now)
    now = { ...emptyStatement(clause.asked), exception }
  }
  const { tokens } = clause
  for (let i = 0; i < tokens.length; i++) {
    const token = asName(tokens, i)
    if (startsAnother(now, token, tokens, i))
      flush(now.exception && token.kind !== 'rest' && token.kind !== 'all')
    now.tokens.push(token)
    take(now, token, tokens, i, flush)
  }
  flush()
  return found
}

const SUBJECT_KINDS = new Set(['self', 'name', 'rest', 'they', 'we', 'you'])

/** A person or an activity after a cue opens the next statement, unless it is the object of the cue (参加读书会). */
function startsAnother(now: Statement, token: Token, tokens: Token[], i: number): boolean {
  if (now.exception && now.subjects.length > 0 && (token.kind === 'rest' || token.kind === 'all')) return true
  if (isTurn(now, token.word)) return true
  if (now.cue === undefined) return false
  if (token.kind === 'activity' || token.kind === 'general') {
    const object = now.activities.length === 0 && lastMeaning(now.tokens) === now.cue
    return !object
  }
  if (token.kind === 'all' || token.kind === 'except') return true
  if (!SUBJECT_KINDS.has(token.kind)) return false
  return tokens[i - 1]?.kind !== 'care'
}

const MAY_BE_PLAIN = /^(?:赶得.{1,2}|来得及|忙得完|有空|有时间|有机会|忙完|能赶回来|赶得回来)$/
const FOLLOWS = /^(?:了)?(?:的话)?[我俺]?(?:就|再|才|便|一定|肯定|一准|必|来|去|参|到|过)/

const COURTEOUS = /^(?:又|还|得|要|会|是|需要|先)*(?:麻烦|劳烦|辛苦|打扰|打搅|拜托|劳驾|叨扰|有劳)/

function take(now: Statement, token: Token, tokens: Token[], i: number, flush: () => void): void {
  switch (token.kind) {
    case 'self':
    case 'we':
    case 'they':
    case 'you':
    case 'rest': {
      // 您给记参加: who is asked to write it down.
      if (token.kind === 'you' && isAskedToWrite(tokens, i)) return
      // 我不请假的哈: the sender denies a leave.
      if (token.word === '不请假的' && tokens[i - 1]?.kind === 'self') {
        now.negated = { ...token, kind: 'cue', status: 'leave' }
        return
      }
      // 帮别人请假: nobody in particular. 书记本人来不了: not the sender.
      const nobody = token.kind === 'rest' && tokens[i - 1]?.kind === 'proxy'
      const kind = nobody || isOfRank(tokens, i) ? 'they' : token.kind
      return takeSubject(now, { kind, token }, tokens, i)
    }
    case 'name':
      return takeSubject(now, { kind: 'name', token }, tokens, i)
    case 'all':
      // 刘芳、谭敏全部参加: with names 全部 is an adverb.
      if (now.subjects.length === 0 && !isAddressee(tokens[i - 1])) now.subjects.push({ kind: 'rest', token })
      return
    case 'except':
      now.exception = true
      return
    case 'exceptEnd':
      // 除刘芳请假外都到了: the exceptions are their own statement, everybody else follows.
      if (now.exception) flush()
      return
    case 'cue':
      return takeCue(now, token, tokens, i)
    case 'activity':
    case 'general':
      now.activities.push(token)
      return
    case 'time':
      now.times.push(token)
      return
    case 'reason':
      // 原因我单独跟书记汇报: to whom it is told.
      if (/^(?:汇报|报告|说明)/.test(token.word) && /原因|单独|另外|会后|回头|理由/.test(textOf(now))) return
      now.reasons.push(token)
      return
    case 'family':
      now.family = true
      return
    case 'hedge':
      // 可能要麻烦你给我请个假: the hedge is a courtesy.
      if (COURTEOUS.test(wordsAfter(tokens, i))) {
        now.tokens[now.tokens.length - 1] = { ...token, kind: 'filler' }
        return
      }
      // 没别的安排,可以参加: nothing stands against it. 没别的事就来 is a condition.
      if (/^没.{1,4}[事排]$/.test(token.word) && !/^(?:的话)?我?就/.test(wordsAfter(tokens, i))) return
      now.hedged = true
      return
    case 'condition':
      // 来电话说赶得回来,记他参加: no condition unless something follows from it.
      if (MAY_BE_PLAIN.test(token.word) && !FOLLOWS.test(wordsAfter(tokens, i))) return
      // 跟您请个公假等忙完了找您补课: what is said after a plain leave is about later.
      if (now.cue?.status !== 'leave' || now.cue.unable === true) now.conditional = true
      return
    case 'entrust':
      if (isEntrusted(now, token, tokens, i)) now.proxied = true
      else if (now.subjects.some(subject => subject.kind === 'name')) now.subjects = [{ kind: 'self', token }]
      return
    case 'not':
      // 不是病假: the next cue takes the negation.
      if (denies(now, tokens, i)) now.denied = true
      return
    case 'command':
      now.commands = true
      return
    case 'hearsay':
      now.hearsay = true
      return
    case 'fix':
      // 老谭不用改: nothing is put right.
      if (now.tokens.at(-2)?.kind === 'not') return
      now.fixed = true
      now.cue = undefined
      now.leaveType = undefined
      return
    case 'proxy':
      // 志强、老谭出差,我代为请假: the people stand before it.
      if (token.word === '代为' && tokens[i + 1]?.kind === 'cue') {
        now.proxied = true
        now.subjects = []
      } else if (proxiesSomebody(tokens, i)) {
        now.proxied = true
        now.subjects = now.subjects.filter(subject => subject.kind === 'name')
      }
      return
    case 'other':
      if (SAYING.test(token.word) && now.subjects.some(subject => subject.kind === 'name')) now.hearsay = true
      now.unknown += token.word.length
      return
    case 'filler':
      // 原话“我参加”: the 我 of a quotation is somebody else.
      if (/^[“"『‘]$/.test(token.word) && tokens[i + 1]?.kind === 'self') now.hearsay = true
      // 除了两个请假的都到了
      if (now.exception && /^[都全均]$/.test(token.word) && now.tokens.length > 1) flush()
      return
    case 'noun':
      now.unknown += 1
      return
    default:
      return
  }
}
