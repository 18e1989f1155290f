import type { Platform } from '../platform.ts'
import { appName } from '../app-channel.ts'
import { chineseTime, wallClock } from '../shanghai.ts'
import type { EmulatorMember } from '../types.ts'
import { avatar } from './avatar.ts'
import { html } from './html.ts'
import type { Markup } from './html.ts'
import { controlPanel } from './panel.ts'
import { MEMBER_EXAMPLES, SECRETARY_EXAMPLES, SECRETARY_NOTE, TEXTS } from './texts.ts'

interface ChatLink {
  /** 'group:ID', 'aibot:USERID' or 'app:USERID'. */
  key: string
  name: string
  hint: string
  mark: string
}

/** The page around the conversation. The conversation itself is filled in by static/app.js. */
export function playgroundPage(platform: Platform, as: string, chatKey: string): string {
  const { directory } = platform
  const me = directory.find(as) ?? directory.members[0]
  if (!me) return '<!doctype html><title>清风</title><p>没有成员</p>'
  const chats = chatsOf(platform, me)
  const chat = chats.find(one => one.key === chatKey) ?? chats[0]
  if (!chat) return ''
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${chat.name} · ${TEXTS.title}</title>
        <link rel="stylesheet" href="/playground/app.css" />
        <link rel="icon" href="/playground/icon.svg" />
        <script type="module" src="/playground/app.js"></script>
      </head>
      <body data-as="${me.userid}" data-chat="${chat.key}" data-bot="${platform.settings.aibot.name}">
        ${header(chat)}
        <div class="columns">
          ${peoplePanel(platform, me, chats, chat)} ${conversation(platform, me, chat)}
          ${controlPanel({ shown: chineseTime(platform.clock.now()), wall: wallClock(platform.clock.now()) })}
        </div>
      </body>
    </html> `.markup
}

function header(chat: ChatLink): Markup {
  return html`<a class="skip" href="#text">跳到输入框</a>
    <header class="top">
      <button class="drawer-button" type="button" aria-expanded="false" aria-controls="people">会话</button>
      <p class="brand">
        <b>清风</b><span class="tagline">工作群里的办事助手 · 在这里试着和它说话</span
        ><span class="brand-chat">${chat.name}</span>
      </p>
      <p class="strip">${TEXTS.strip}</p>
      <button class="drawer-button" type="button" aria-expanded="false" aria-controls="controls">时钟</button>
    </header>`
}

function peoplePanel(platform: Platform, me: EmulatorMember, chats: ChatLink[], chat: ChatLink): Markup {
  const others = platform.directory.members.filter(member => member !== me)
  return html`<nav class="panel people" id="people" aria-label="成员与会话">
    <section class="me" aria-label="${TEXTS.who}">
      ${avatar(me.name)}
      <p>
        <span class="me-label">${TEXTS.who}</span><b>${me.name}</b
        ><span class="note-tag">${me.note ?? '党员'}</span>
      </p>
    </section>
    <h2>${TEXTS.chats}</h2>
    <ul class="links chats">
      ${chats.map(one => chatLink(me, one, one.key === chat.key))}
    </ul>
    <h2>${TEXTS.others}</h2>
    <ul class="links members">
      ${others.map(member => memberLink(platform, member, chat))}
    </ul>
  </nav>`
}

function chatLink(me: EmulatorMember, chat: ChatLink, current: boolean): Markup {
  const href = address(me.userid, chat.key)
  return html`<li>
    <a href="${href}" data-key="${chat.key}" ${current ? html`aria-current="page"` : ''}>
      <span class="mark" aria-hidden="true">${chat.mark}</span>
      <span class="two-lines"
        ><span class="name">${chat.name}</span><span class="hint">${chat.hint}</span></span
      >
      <span class="dot" hidden><span class="unseen">有新消息</span></span>
    </a>
  </li>`
}

/** Changing into another member stays in the same kind of chat where that member has it. */
function memberLink(platform: Platform, member: EmulatorMember, chat: ChatLink): Markup {
  const kind = chat.key.split(':')[0]
  const same = chatsOf(platform, member).find(
    one => one.key === chat.key || (kind !== 'group' && one.key.startsWith(`${kind}:`)),
  )
  const href = address(member.userid, same?.key ?? '')
  return html`<li>
    <a href="${href}">
      ${avatar(member.name)}
      <span class="name">${member.name}</span><span class="hint">${member.note ?? '党员'}</span>
    </a>
  </li>`
}

function conversation(platform: Platform, me: EmulatorMember, chat: ChatLink): Markup {
  const inGroup = chat.key.startsWith('group:')
  const { name } = platform.settings.aibot
  return html`<main class="conversation">
    <div class="chat-head">
      <h1>${chat.name}</h1>
      <p>${chat.hint}</p>
    </div>
    <noscript><p class="empty">${TEXTS.needsScript}</p></noscript>
    <div class="log" id="log" role="log" aria-live="polite" aria-label="消息" aria-busy="true" tabindex="0">
      <ol class="entries" id="entries"></ol>
    </div>
    <form class="composer" id="composer" autocomplete="off">
      <div class="chips" role="group" aria-label="例句">${examplesFor(me).map(chip)}</div>
      <p class="quote-bar" id="quote-bar" hidden>
        <span>引用:</span><span id="quote-text"></span>
        <button type="button" id="quote-off" aria-label="取消引用">✕</button>
      </p>
      <p class="grey-hint" id="grey-hint" role="status" ${inGroup ? html`data-group` : ''}></p>
      <div class="line">
        ${inGroup ? mentionButton(name) : ''}
        <label class="unseen" for="text">消息</label>
        <textarea id="text" rows="1" maxlength="4000" placeholder="${TEXTS.placeholder}"></textarea>
        <button class="send" type="submit">${TEXTS.send}</button>
      </div>
    </form>
  </main>`
}

function mentionButton(name: string): Markup {
  return html`<button
    class="mention"
    id="mention"
    type="button"
    aria-pressed="true"
    title="群里要@机器人,它才收得到"
  >
    @${name}
  </button>`
}

function chip(text: string): Markup {
  return html`<button class="chip" type="button">${text}</button>`
}

function examplesFor(member: EmulatorMember): string[] {
  return SECRETARY_NOTE.test(member.note ?? '')
    ? [...SECRETARY_EXAMPLES, ...MEMBER_EXAMPLES]
    : MEMBER_EXAMPLES
}

function chatsOf(platform: Platform, { userid }: EmulatorMember): ChatLink[] {
  const { directory, settings } = platform
  const groups = directory.groupsOf(userid).map(group => ({
    key: `group:${group.chatid}`,
    name: group.name,
    hint: `群聊 · ${group.members.length}人`,
    mark: '群',
  }))
  const { name } = settings.aibot
  return [
    ...groups,
    { key: `aibot:${userid}`, name: `与${name}的单聊`, hint: '智能机器人', mark: '聊' },
    { key: `app:${userid}`, name: `${appName(platform)}会话`, hint: '自建应用', mark: '应' },
  ]
}

function address(userid: string, key: string): string {
  return `/playground?${new URLSearchParams({ as: userid, chat: key })}`
}
