import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRoom, type Room } from '../support/room.ts'

const OFFER = '想要办公室答复,请回“请回复我”。'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.stop())

const group = { group: 'trial-group-1' }

test('try', async () => {
  console.log((await room.says('刘芳', '婚假有几天')).text)
  console.log((await room.says('刘芳', '请回复我')).text)
  console.log((await room.tells('彭莉', '请问婚假几天?')).text)
  console.log((await room.tells('彭莉', '请回复我')).text)
  console.log((await room.tells('何静', '食堂几点开门')).text)
  console.log((await room.tells('罗小燕', '有哪些没答上的')).text)
  console.log((await room.tells('罗小燕', '答1:婚假三天,按《组织生活请假与补学办法》第二条属于其他假。')).text)
  console.log((await room.tells('罗小燕', '确认')).text)
  await room.app.settle()
  console.log(room.app.emulator!.transcript(group).map(e => e.kind + ' ' + e.text).slice(-3))
  console.log(room.app.emulator!.transcript({ single: 'app', of: 'pengli' }).map(e => e.kind + ' ' + e.text))
  console.log((await room.says('曹阳', '婚假放几天')).text)
  console.log((await room.says('曹阳', '原文')).text)
  console.log((await room.tells('罗小燕', '待答问题')).text)
})
