import { DatabaseError } from 'pg'
import { LedgerRefused, LedgerUnavailable } from './ledger.ts'

/** Says in one sentence why the database could not be opened and what to do; never with a user name or a password. */
export function refusalFor(error: unknown, url: string): unknown {
  const isUnavailable = error instanceof LedgerUnavailable
  const reason = isUnavailable ? error.cause : error
  if (reason instanceof DatabaseError)
    return new LedgerRefused(sentenceOf(reason.code ?? '', url), { cause: error })
  if (!isUnavailable) return error
  return new LedgerRefused(
    `连不上数据库 ${placeOf(url)}。请检查 DATABASE_URL 的主机和端口,以及 PostgreSQL 是否已经启动。`,
    { cause: error },
  )
}

// The codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
function sentenceOf(code: string, url: string): string {
  switch (code) {
    case '28P01':
    case '28000':
      return `数据库 ${placeOf(url)} 拒绝了登录。请检查 DATABASE_URL 里的用户和口令,以及服务器的 pg_hba.conf。`
    case '3D000':
      return `服务器上没有这个库。请先建库(createdb,编码 UTF8),或改正 DATABASE_URL 里的库名。`
    case '42501':
    case '3F000':
      return '数据库用户没有建表的权限。请让这个用户成为库的所有者(ALTER DATABASE … OWNER TO …)。'
    case '25006':
      return '这个数据库是只读的,可能是备库。请让 DATABASE_URL 指向主库。'
    case '53300':
      return '数据库的连接数已满。请调大 max_connections,或关掉不用的连接。'
    case '53100':
      return '数据库服务器的磁盘已满。请先腾出空间。'
    case '57P03':
      return '数据库正在启动或恢复,请稍后再试。'
    case '42P07':
      return '这个库里已经有别的程序的表。请为清风单独建一个库。'
    default:
      return `数据库没有打开(错误代码 ${code})。请查看 PostgreSQL 的日志。`
  }
}

function placeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : ''
}
