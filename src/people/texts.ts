export const whoAreYou = '我还不认识您,先不登记。请私聊我说"我是+姓名",支部书记确认后就可以了。'
export const whoAreYouPrivate =
  '您好,我还不认识您。请回"我是+姓名"(与支部名单一致),支部书记确认后就可以登记和查询自己的记录。'
export const claimed = '谢谢,已记下,等支部书记确认。确认之前我不会登记任何内容。'
export const stillWaiting = '我还不认识您,先不登记:您报的姓名在等支部书记确认。急用可以请书记给您一个绑定码。'
export const notOnRoster =
  '您现在不在支部名单里,登记和名单的事我不能办;查制度照常可以问。名单有误请找支部书记核对。'
export const notOnRosterInGroup = '您现在不在支部名单里,先不登记。名单有误请找支部书记核对。'
export const nobodyOfThatName = '名单里没有找到这个姓名,请核对后再说一次,或请支部书记先把您加进名单。'
export const severalOfThatName =
  '这个姓名有同名的同志,或者已经绑定了账号。请支部书记给您一个绑定码,再回"绑定 + 六位数字"。'
export const alreadyKnown = '我已经认识您了,直接说事就好。'
export const codeUnknown = '这个绑定码不对或已经过期,请向管理员或支部书记要一个新的。'
export const tooManyWrong = '这个绑定码不对或已经过期,而且已经试了五次。请过半小时再要一个新的来试。'
export const codeShape = '绑定码是六位数字。请回"绑定"加这六位数字,没有的话向支部书记要一个。'
export const someoneElsesCode =
  '您已经在名单里了,这个绑定码是给别的同志的,没有使用。请本人私聊我发;您的账号有误请管理员改名单。'
export const whoseCode = '请写明给谁取绑定码:"绑定码 姓名",或者"绑定码 群名"(管理员)。'

export function personBound(name: string): string {
  return `${name}同志,已经绑定好了。需要什么发"帮助"看看。`
}

export function groupBound(groupName: string): string {
  return `本群已绑定为“${groupName}”。大家@我就可以查制度、登记到会。`
}

export function codeFor(subject: string, code: string, minutes: number): string {
  return `“${subject}”的绑定码:${code},${minutes}分钟内有效,只能用一次。`
}

export const howToUseGroupCode = '请在那个群里@我发"绑定 + 六位数字"。'
export const howToUsePersonCode = '请本人私聊我发"绑定 + 六位数字"。'
export const noSuchSubject = '没有找到这个群或这位同志。群名以 office.yaml 里的为准,姓名以名单为准。'
export const onlyAdministrator = '群的绑定码由管理员来取。'
export const bindInGroup = '群的绑定码请在那个群里使用。'
export const codeWasShown = '绑定码在群里大家都看得到,已经作废;请向支部书记另要一个,私聊我使用。'

/** A claim as its keeper is told of it. */
export interface WaitingClaim {
  name: string
  /** The member has an account by the roster: only she knows whether the other one is hers too. */
  hasAccount: boolean
}

export function waitingClaims(claims: readonly WaitingClaim[]): string {
  const names = claims.map(({ name, hasAccount }) => (hasAccount ? `${name}(已有账号,请先问本人)` : name))
  return `另有${claims.length}位等您确认身份:${names.join('、')}。属实请回"同意 姓名",不属实不用管。`
}

export function claimApproved(name: string): string {
  return `好的,${name}已确认,可以登记了。`
}

export const noSuchClaim = '没有这位同志的确认请求。'
export const severalClaims = '有不止一个账号说自己是这位同志。请当面把绑定码交给本人:回"绑定码 姓名"。'
