import { html } from './html.ts'
import type { Markup } from './html.ts'
import { TEXTS } from './texts.ts'

/** The right side: clock, switches and what last crossed the wire. */
export function controlPanel(clock: { shown: string; wall: string }): Markup {
  return html`<aside class="panel controls" id="controls" aria-label="时钟、开关与线路">
    <section>
      <h2>${TEXTS.clock}</h2>
      <p class="clock" id="clock" aria-live="off">${clock.shown}</p>
      <div class="buttons">
        <button type="button" data-advance="10">+10分钟</button>
        <button type="button" data-advance="60">+1小时</button>
        <button type="button" data-morning>下一个上班时间</button>
      </div>
      <form class="set-clock" id="set-clock">
        <label for="wall">拨到</label>
        <input id="wall" type="datetime-local" value="${clock.wall}" required />
        <button type="submit">拨</button>
      </form>
      <p class="small">${TEXTS.clockHint}</p>
    </section>
    <section>
      <h2>${TEXTS.switches}</h2>
      <label class="switch">
        <input type="checkbox" id="encrypt" />
        <span>加密成员ID<small>如同非超级管理员创建的机器人</small></span>
      </label>
      <label class="switch">
        <input type="checkbox" id="twice" />
        <span>重复投递一次<small>同一条消息送两遍,应只答一次</small></span>
      </label>
    </section>
    <section>
      <h2>${TEXTS.wire}</h2>
      <dl class="wire">
        <dt>最近一次回调</dt>
        <dd id="wire-callback">还没有</dd>
        <dt>机器人最近一次调用平台</dt>
        <dd id="wire-call">还没有</dd>
      </dl>
      <p class="small">${TEXTS.wireHint}</p>
    </section>
  </aside>`
}
