import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { playYear } from '../../scripts/demo/year.ts'

// A wanted change of the transcript is approved with: npm run demo -- --year --approve
test('a year of the office, with every kind of activity and duty, is what was approved', async () => {
  const { lines, missed } = await playYear()
  expect(missed).toEqual([])
  expect(`${lines.join('\n')}\n`).toBe(readFileSync('scripts/demo/year.approved.txt', 'utf8'))
}, 180_000)
