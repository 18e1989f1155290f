import { expect, test } from 'vitest'
import { scoreLine, scoreUtterances } from '../support/score.ts'
import { readLabelled, utterances } from './branch.ts'

// What is reached is the threshold: a change that loses a message has to say why.
test('the labelled messages of the branch are understood', () => {
  const score = scoreUtterances(utterances('utterances.jsonl'), readLabelled)
  console.log(scoreLine('utterances', score))
  expect(score.costly).toEqual([])
  expect(score.wrongMarks).toEqual([])
  expect(score.wrongIntent).toEqual([])
})

test('the messages of a second set are understood: dialect, voice, typos, politeness and traps', () => {
  const score = scoreUtterances(utterances('more.jsonl'), readLabelled)
  console.log(scoreLine('more', score))
  expect(score.costly).toEqual([])
  expect(score.wrongMarks).toEqual([])
  expect(score.wrongIntent).toEqual([])
})

test('every reading names the rule that decided', () => {
  for (const utterance of utterances('more.jsonl')) expect(readLabelled(utterance).why).not.toBe('')
})

test('an activity named in a mark is the one the text names', () => {
  const activities = (marks: { activity?: string }[] | undefined) => marks?.map(mark => mark.activity)
  const wrong = utterances('utterances.jsonl').filter(utterance => {
    const wanted = activities(utterance.slots.marks)
    return wanted !== undefined && String(wanted) !== String(activities(readLabelled(utterance).slots.marks))
  })
  expect(wrong).toEqual([])
})
