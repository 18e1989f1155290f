/** Cuts a reply into what fits now and the rest, at a line or sentence end, counted in bytes of UTF-8. */
export function splitReply(
  text: string,
  limit: number,
  note: string,
): { now: string; rest: string | undefined } {
  if (Buffer.byteLength(text) <= limit) return { now: text, rest: undefined }
  const room = limit - Buffer.byteLength(`\n${note}`)
  const cut = niceCut(text, charactersWithin(text, room))
  return { now: `${text.slice(0, cut).trimEnd()}\n${note}`, rest: text.slice(cut).trimStart() }
}

function charactersWithin(text: string, bytes: number): number {
  let used = 0
  let end = 0
  for (const character of text) {
    used += Buffer.byteLength(character)
    if (used > bytes) return end
    end += character.length
  }
  return end
}

function niceCut(text: string, end: number): number {
  const line = text.lastIndexOf('\n', end)
  if (line > end / 2) return line
  const sentence = text.lastIndexOf('。', end - 1) + 1
  return sentence > end / 2 ? sentence : end
}
