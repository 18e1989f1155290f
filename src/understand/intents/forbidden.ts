import { says } from '../input.ts'
import type { GrammarRule } from '../input.ts'
import { FORBIDDEN } from '../words/forbidden.ts'
import { phrases } from '../words/list.ts'

/** Questions about the rule on such a thing stay questions. */
const ABOUT_THE_RULE = /规定|允许|可不可以|能不能|会不会|要不要|用不用|是不是|需不需要|为什么|有没有必要/

// 没报的我都打过电话,全部记成参加: somebody asked them before they are registered.
const CHECKED =
  /(?:打|通)(?:过|了)?(?:个)?(?:电话|微信)|(?:问|核|查|点|数|看|核实|核对|确认|对)过|(?:都|个个)说|当面/

/** What the burden-reduction rules forbid (domain notes 4.2), asked of the bot. Each kind has its own answer with the right way. */
export const forbiddenRules: GrammarRule[] = [
  says('secret vote asked of the bot', 'ballot.open', {
    said: phrases(FORBIDDEN.vote),
    unless: ABOUT_THE_RULE,
    slots: () => ({ secret: true }),
  }),
  says('secret appraisal asked of the bot', 'sensitive.redirect', {
    said: phrases(FORBIDDEN.appraisal),
    unless: ABOUT_THE_RULE,
    slots: () => ({ kind: 'secret_ballot', secret: true }),
  }),
  says('record invented or backdated', 'sensitive.redirect', {
    said: phrases(FORBIDDEN.invented),
    unless: new RegExp(`${ABOUT_THE_RULE.source}|${CHECKED.source}`),
    slots: () => ({ kind: 'fabricate' }),
  }),
  says('files or traces collected', 'sensitive.redirect', {
    said: phrases(FORBIDDEN.files),
    unless: ABOUT_THE_RULE,
    slots: () => ({ kind: 'files' }),
  }),
  says('reply or chain forced', 'sensitive.redirect', {
    said: phrases(FORBIDDEN.forced),
    unless: ABOUT_THE_RULE,
    form: 'statement',
    // 每天9点提醒我打卡 asks nothing of others.
    when: ({ flat }) => !/提醒我(?!们)/.test(flat),
    slots: () => ({ kind: 'forced' }),
  }),
  says('forced, as a count of who did not', 'sensitive.redirect', {
    said: phrases(FORBIDDEN.counted),
    unless: ABOUT_THE_RULE,
    slots: () => ({ kind: 'forced' }),
  }),
  says('silent ones shown to all', 'remind.pending', {
    said: phrases(FORBIDDEN.shown),
    unless: ABOUT_THE_RULE,
    slots: () => ({ ask: 'shame' }),
  }),
  says('readers counted', 'sensitive.redirect', {
    said: phrases(FORBIDDEN.readers),
    unless: ABOUT_THE_RULE,
    slots: () => ({ kind: 'surveillance' }),
  }),
]
