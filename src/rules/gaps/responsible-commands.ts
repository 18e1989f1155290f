import { dayOf } from '../../calendar/day.ts'
import { answerUntil } from '../../talk/conversation.ts'
import type { Command, Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { textOf } from '../document.ts'
import { sayVersion } from '../texts.ts'
import { dropDraft, keepDraft, makeCurrent, retireAnswer } from './faq-store.ts'
import { isResponsible, wholeBook, type GapParts } from './parts.ts'
import { basisWords } from './say-answer.ts'
import { answersToReview } from './review.ts'
import { mayKnow } from './standing.ts'
import { gapById, openGaps, setGapState, type Gap } from './store.ts'
import { tellingTime, tellWaiting } from './tell.ts'
import * as texts from './texts.ts'
import { rulesNamedIn } from './named.ts'
import { citationsIn, textOfTie } from './ties.ts'
import { wishesOf } from './wishes.ts'

const MOST_LISTED = 20
const LONGEST_ANSWER = 400

/** What whoever answers open questions can say in a single chat: 待答问题, 答1:……, 不答1. */
export function responsibleCommands(parts: GapParts): readonly Command[] {
  const only = (run: (turn: Turn, parts: GapParts) => Promise<Reply>) => async (turn: Turn) =>
    (await isResponsible(turn.trx, parts.office, turn.speaker.personId))
      ? run(turn, parts)
      : say(texts.responsibleOnly(parts.office.answers))
  return [
    { intents: ['gap.list'], for: 'everyone', where: 'single', run: only(list) },
    { intents: ['gap.answer'], for: 'everyone', where: 'single', run: only(answer) },
    { intents: ['gap.drop'], for: 'everyone', where: 'single', run: only(putAside) },
  ]
}

/** The 确认 or 取消 to an answer that was shown; undefined when something else was asked. */
export async function confirmAnswer(turn: Turn, parts: GapParts): Promise<Reply | undefined> {
  const { question, reading, trx, now, speaker } = turn
  if (question?.kind !== 'confirm' || question.action.kind !== 'publish-answer') return undefined
  turn.remember({ asked: undefined })
  const { faqId } = question.action
  if (reading.slots.choice === 'no') {
    await dropDraft(trx, faqId)
    return say(texts.cancelled)
  }
  const isStillResponsible = await isResponsible(trx, parts.office, speaker.personId)
  const current = isStillResponsible ? await makeCurrent(trx, faqId, now) : undefined
  if (current === undefined) return say(texts.draftGone)
  await setGapState(trx, current.gapId, 'answered')
  await trx.deleteFrom('gap_voices').where('gap_id', '=', current.gapId).execute()
  await tellWaiting(trx, parts, current, now)
  return say(texts.published(current.gapId))
}

async function list({ trx, now }: Turn, parts: GapParts): Promise<Reply> {
  const gaps = await openGaps(trx)
  const review = await answersToReview(trx, wholeBook(parts), dayOf(now))
  const waiting = new Set(gaps.map(({ id }) => id))
  const stale = review.filter(({ gapId }) => !waiting.has(gapId))
  if (gaps.length + stale.length === 0) return say(texts.nothingOpen)
  const lines = gaps.slice(0, MOST_LISTED).map(gap => listed(gap, parts))
  const head = gaps.length > 0 ? [texts.openList(lines, gaps.length)] : []
  const foot =
    stale.length > 0 ? [texts.reviewHead, ...stale.map(({ gapId, question }) => `${gapId}、${question}`)] : []
  return say([...head, ...foot].join('\n'))
}

function listed(gap: Gap, parts: GapParts): texts.ListedGap {
  const { id, question, cited } = gap
  const version = wholeBook(parts)
    .documents.find(one => one.id === cited?.document)
    ?.versions.find(one => one.year === cited?.version)
  const answered = version === undefined ? [] : [`当时答的是${sayVersion(version)}${cited?.article ?? ''}`]
  return { id, question, remarks: [...texts.remarksOf(gap), ...answered] }
}

async function answer(turn: Turn, parts: GapParts): Promise<Reply> {
  const { trx, now, reading, speaker } = turn
  const { office } = parts
  const book = wholeBook(parts)
  const said = plain(reading.slots.text ?? '')
  const gap = await gapById(trx, Number(reading.slots.choice))
  if (gap === undefined) return say(texts.noSuchGap)
  if (said === '') return say(texts.emptyAnswer)
  if ([...said].length > LONGEST_ANSWER) return say(texts.longAnswer)
  if (PRIVATE.test(said)) return say(texts.privateInAnswer)
  const today = dayOf(now)
  const { ties, unknown } = citationsIn(book, said, today)
  const { id: gapId, question, key, askedIn } = gap
  const named = rulesNamedIn(book, `${question}\n${said}`, today)
  const draft = { gapId, question, key, answer: said, tied: ties, named, askedIn, office: office.answers }
  const faqId = await keepDraft(trx, { ...draft, by: speaker.personId, now })
  turn.remember({
    asked: { kind: 'confirm', action: { kind: 'publish-answer', faqId }, until: answerUntil(now) },
  })
  const articles = ties.flatMap(tie => textOfTie(book, tie, today) ?? [])
  return say(
    texts.preview({
      id: gapId,
      question,
      answer: said,
      basis: [basisWords(articles, today), ...quotes(articles.map(({ article }) => textOf(article)))].join(
        '\n',
      ),
      unknown,
      goesTo: await goesTo(turn, parts, gapId),
      isForAll: mayKnow(parts.shelf.for({ kind: 'groups', names: [] }), book, gap),
    }),
  )
}

// An identity number, a mobile number, a mark of secrecy: what is published to everybody must not hold them.
const PRIVATE = /(?<!\d)\d{15}(?:\d{2}[\dXx])?(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|秘密|机密|绝密|内部资料/

/** Line breaks stay; control characters go. */
function plain(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').trim()
}

/** What the cited articles say, so that a slip in a number is seen before 确认. */
function quotes(articles: readonly string[]): string[] {
  return articles.slice(0, 3).map(text => `原文:${text.length > 60 ? `${text.slice(0, 60)}……` : text}`)
}

async function goesTo({ trx, now }: Turn, parts: GapParts, gapId: number): Promise<string> {
  const wishes = await wishesOf(trx, gapId)
  const groups = [...new Set(wishes.flatMap(({ group }) => group ?? []))]
  const people = wishes.filter(({ group }) => group === undefined).length
  return texts.goesTo(groups, people, tellingTime(parts, now) > now)
}

async function putAside({ trx, reading }: Turn): Promise<Reply> {
  const gap = await gapById(trx, Number(reading.slots.choice))
  if (gap === undefined) return say(texts.noSuchGap)
  await setGapState(trx, gap.id, 'dropped')
  await retireAnswer(trx, gap.id)
  return say(texts.putAside(gap.id))
}
