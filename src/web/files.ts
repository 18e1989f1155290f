import type Koa from 'koa'

/** A file that a one-time word opens. */
export interface OneTimeFile {
  name: string
  bytes: Buffer
}

/** Uses the word up and gives its file; undefined when it is unknown, used or too old. */
export type OpenFile = (word: string) => Promise<OneTimeFile | undefined>

const PAGE = `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>下载登记表</title>
<body><p>登记表只能下载一次,请点下面的按钮。仅供支部内部管理使用,请勿外传。</p>
<form method="post"><button>下载登记表</button></form></body></html>`

/** GET shows a button, so that a link preview does not use the word up; POST gives the file. */
export function fileRoute(open: OpenFile): Koa.Middleware {
  return async context => {
    context.set('content-security-policy', "default-src 'none'; form-action 'self'")
    context.set('referrer-policy', 'no-referrer')
    if (context.method !== 'POST') {
      context.type = 'html'
      context.body = PAGE
      return
    }
    const word = context.path.split('/').at(-1) ?? ''
    const file = /^[0-9A-Za-z_-]{32}$/.test(word) ? await open(word) : undefined
    if (file === undefined) {
      context.status = 410
      context.type = 'text/plain'
      context.body = '这个链接已经用过或过期,请重新发“导出登记表”。'
      return
    }
    context.type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    context.set(
      'content-disposition',
      `attachment; filename="register.xlsx"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    )
    context.body = file.bytes
  }
}
