import { openIdOf } from './directory.ts'
import type { Platform } from './platform.ts'
import type { ChatRef, ClickOptions, EmulatorMember, MediaKind } from './types.ts'

/** The fields that every callback of the smart bot carries (page 100719). */
export function commonFields(platform: Platform, msgid: string, chat: ChatRef, from: EmulatorMember) {
  const { settings, switches } = platform
  const userid = switches.encryptSenderIds ? openIdOf(from.userid) : from.userid
  return {
    msgid,
    aibotid: settings.aibot.botId,
    ...('group' in chat && { chatid: chat.group }),
    chattype: 'group' in chat ? 'group' : 'single',
    from: { userid },
  }
}

/** Words, with a picture beside them when it is 图文混排, and the quoted message when there is one. */
export function wordsFields(text: string, picture: boolean, quote: string | undefined, pictureUrl: string) {
  const quoted = quote === undefined ? {} : { quote: { msgtype: 'text', text: { content: quote } } }
  if (!picture) return { msgtype: 'text', text: { content: text }, ...quoted }
  const items = [
    { msgtype: 'text', text: { content: text } },
    { msgtype: 'image', image: { url: pictureUrl } },
  ]
  return { msgtype: 'mixed', mixed: { msg_item: items }, ...quoted }
}

/** Something other than words. Voice arrives as words already; places and links do not exist here. */
export function mediaFields(what: MediaKind, url: string) {
  if (what === 'voice') return { msgtype: 'voice', voice: { content: '语音转写的文字' } }
  return { msgtype: what, [what]: { url } }
}

/** A click on a card (page 101027). */
export function cardEventFields(click: ClickOptions, cardType: string, taskId: string) {
  const selected = click.selected?.map(one => ({
    question_key: one.questionKey,
    option_ids: { option_id: one.optionIds },
  }))
  return {
    eventtype: 'template_card_event',
    template_card_event: {
      card_type: cardType,
      event_key: click.key,
      task_id: taskId,
      ...(selected && { selected_items: { selected_item: selected } }),
    },
  }
}
