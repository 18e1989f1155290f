import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stream } from './fake-bot.ts'
import { openOffice } from './office.ts'
import type { Office } from './office.ts'

const executablePath = process.env.CHROMIUM || '/usr/bin/chromium'
const hasBrowser = existsSync(executablePath)
if (!hasBrowser) console.log(`not run: the playground in a browser (no ${executablePath}; set CHROMIUM)`)

let office: Office
let browser: Browser
let page: Page
const problems: string[] = []

beforeAll(async () => {
  if (!hasBrowser) return
  office = await openOffice()
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  browser = await chromium.launch({ executablePath, args })
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  page.on('console', message => problems.push(message.text()))
  page.on('pageerror', error => problems.push(error.message))
})

afterAll(async () => {
  await browser?.close()
  await office?.close()
})

test.runIf(hasBrowser)(
  'a newcomer opens the playground, writes a sentence and reads the answer',
  async () => {
    office.bot.answer = () => stream('已登记:**参加**。<img src=x onerror=alert(1)>')
    await page.goto(`${office.origin()}/playground?as=liufang`)
    await page.getByPlaceholder('写一句话,回车发送').fill('参加')
    await page.keyboard.press('Enter')
    const answer = page.locator('.entry.bot .bubble')
    await answer.waitFor()
    expect(await answer.innerText()).toBe('已登记:参加。<img src=x onerror=alert(1)>')
    expect(await answer.locator('b').innerText()).toBe('参加')
    expect(await page.locator('.entry.mine .bubble').innerText()).toBe('@清风 参加')
    expect(await page.locator('#wire-callback').innerText()).toMatch(
      /POST \/wecom\/aibot\n200 · \d+毫秒 · 密文\d+字节 · 第1次/,
    )
    expect(problems).toEqual([])
  },
)

test.runIf(hasBrowser)('without the mention the sentence stays grey and the page says why', async () => {
  await page.getByRole('button', { name: '@清风', exact: true }).click()
  await page.getByPlaceholder('写一句话,回车发送').fill('我晚点到')
  await page.getByRole('button', { name: '发送' }).click()
  const grey = page.locator('.entry.undelivered')
  await grey.waitFor()
  expect(await grey.locator('.entry-note').innerText()).toBe('未@清风,机器人收不到')
})

test.runIf(hasBrowser)('an example is sent with one click and a message can be quoted', async () => {
  await page.goto(`${office.origin()}/playground?as=lixuemei`)
  await page.getByRole('button', { name: '引用刘芳的消息' }).first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '还有谁没报' }).click()
  await page.locator('.entry.mine .quoted').waitFor()
  expect(office.bot.messages().at(-1)).toMatchObject({
    from: { userid: 'lixuemei' },
    text: { content: '@清风 还有谁没报' },
    quote: { text: { content: '@清风 参加' } },
  })
})

test.runIf(hasBrowser)('a member taps a card, and it changes for everybody', async () => {
  const card = (note: string) => ({
    card_type: 'button_interaction',
    task_id: 'card_in_the_browser',
    main_title: { title: '11月主题党日', desc: note },
    button_list: [{ text: '参加', key: 'planned', style: 1 }],
  })
  office.bot.answer = () => ({
    seal: JSON.stringify({ msgtype: 'template_card', template_card: card('点一下即可') }),
  })
  await page.goto(`${office.origin()}/playground?as=lixuemei`)
  await page.getByPlaceholder('写一句话,回车发送').fill('党日')
  await page.keyboard.press('Enter')
  await page.getByText('点一下即可').waitFor()
  office.bot.answer = () => ({
    seal: JSON.stringify({ response_type: 'update_template_card', template_card: card('参加1') }),
  })
  await page.goto(`${office.origin()}/playground?as=liufang`)
  await page.locator('.card').getByRole('button', { name: '参加' }).click()
  await page.getByText('参加1').waitFor()
  expect(office.bot.messages().at(-1)).toMatchObject({
    from: { userid: 'liufang' },
    event: { template_card_event: { event_key: 'planned', task_id: 'card_in_the_browser' } },
  })
  await page.goto(`${office.origin()}/playground?as=lixuemei`)
  await page.getByText('参加1').waitFor()
})

test.runIf(hasBrowser)(
  'a card can be quoted, and a chain of several lines pasted into the answer',
  async () => {
    office.bot.answer = () => stream('收到')
    await page.locator('.entry:has(.card)').hover()
    await page.locator('.entry:has(.card)').getByRole('button', { name: '引用清风的消息' }).click()
    const chain = '#接龙\n11月主题党日\n\n1. 刘芳\n2. 彭莉 请假'
    await page.getByPlaceholder('写一句话,回车发送').fill(chain)
    await page.getByRole('button', { name: '发送' }).click()
    await page.locator('.entry.mine .quoted').last().waitFor()
    expect(office.bot.messages().at(-1)).toMatchObject({
      text: { content: `@清风 ${chain}` },
      quote: { text: { content: '11月主题党日 参加1' } },
    })
  },
)

test.runIf(hasBrowser)('the clock of bot and page moves together', async () => {
  await page.getByRole('button', { name: '下一个上班时间' }).click()
  await page.getByText('2026年11月23日(周一)08:30').waitFor()
  expect(office.clock.now().toISOString()).toBe('2026-11-23T00:30:00.000Z')
})

test.runIf(hasBrowser)('an answer of the rules is rated with 👎 and a reason', async () => {
  office.bot.answer = () => ({
    seal: JSON.stringify({
      msgtype: 'stream',
      stream: { id: 'S2', finish: true, content: '第八条', feedback: { id: 'F2' } },
    }),
  })
  await page.goto(`${office.origin()}/playground?as=tanhaibo`)
  await page.getByRole('button', { name: '病假要不要证明' }).click()
  await page.getByRole('button', { name: '没帮上' }).click()
  office.bot.answer = () => 'empty'
  await page.getByLabel('不完整').check()
  await page.getByRole('button', { name: '提交' }).click()
  await page.locator('.feedback [aria-pressed="true"]').waitFor()
  expect(office.bot.messages().at(-1)).toMatchObject({
    event: { feedback_event: { id: 'F2', type: 2, inaccurate_reason_list: [2] } },
  })
  expect(problems).toEqual([])
})
