/** Reference: Koa with @wecom/crypto and SQLite in its safe mode, one commit for each message. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Router } from '@koa/router'
import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import Koa from 'koa'
import rawBody from 'raw-body'
import { benchKeys } from '../messages.ts'
import { echoOf, serve } from './serve.ts'

const { token, aesKey, receiveId } = benchKeys
const folder = mkdtempSync(join(tmpdir(), 'qingfeng-reference-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
const database = new DatabaseSync(join(folder, 'marks.sqlite'))
database.exec('pragma journal_mode = wal')
database.exec('pragma synchronous = full')
database.exec('create table marks (msgid text primary key, userid text, text text) strict, without rowid')
const insert = database.prepare('insert or ignore into marks values (?, ?, ?)')
const router = new Router()

router.post('/wecom/aibot', async ctx => {
  const { msg_signature: signature, timestamp = '', nonce = '' } = ctx.query as Record<string, string>
  const sealed = JSON.parse((await rawBody(ctx.req)).toString()).encrypt
  if (getSignature(token, timestamp, nonce, sealed) !== signature) ctx.throw(401)
  const text = decrypt(aesKey, sealed).message
  const message = JSON.parse(text)
  insert.run(message.msgid, message.from.userid, message.text.content)
  const reply = encrypt(aesKey, echoOf(text), receiveId)
  const now = Math.floor(Date.now() / 1000)
  ctx.body = { encrypt: reply, msgsignature: getSignature(token, now, nonce, reply), timestamp: now, nonce }
})

const app = new Koa()
app.use(router.routes())
serve(app.callback())
