/** A template card as the bot wrote it. Only what the platform itself looks at has a type. */
export interface Card {
  card_type: string
  task_id?: string
  main_title?: { title?: string; desc?: string }
  sub_title_text?: string
  emphasis_content?: { title?: string; desc?: string }
  horizontal_content_list?: { keyname: string; value?: string }[]
  button_list?: { text: string; key?: string; style?: number }[]
  checkbox?: { question_key: string; option_list: { id: string; text: string }[]; mode?: number }
  select_list?: { question_key: string; title?: string; option_list: { id: string; text: string }[] }[]
  submit_button?: { text: string; key: string }
  replace_text?: string
}
