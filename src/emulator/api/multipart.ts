export interface Upload {
  name: string
  bytes: Buffer
}

/** The part named `media` of a multipart body; undefined when there is none or it has no file name. */
export function readUpload(contentType: string, body: Buffer): Upload | undefined {
  const boundary = /^multipart\/form-data;.{0,200}?boundary="?([\w'()+,./:=?-]{1,70})"?/i.exec(
    contentType,
  )?.[1]
  if (boundary === undefined) return undefined
  for (const part of partsOf(body, boundary)) {
    const upload = readPart(part)
    if (upload) return upload
  }
  return undefined
}

function partsOf(body: Buffer, boundary: string): Buffer[] {
  // Every delimiter but the first begins with a line break; prepending one makes them alike.
  const whole = Buffer.concat([Buffer.from('\r\n'), body])
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  const parts: Buffer[] = []
  let from = whole.indexOf(delimiter)
  while (from >= 0) {
    const start = from + delimiter.length
    const end = whole.indexOf(delimiter, start)
    if (end < 0) break
    parts.push(whole.subarray(start, end))
    from = end
  }
  return parts
}

function readPart(part: Buffer): Upload | undefined {
  const headEnd = part.indexOf('\r\n\r\n')
  if (headEnd < 0 || headEnd > 4096) return undefined
  const head = part.subarray(0, headEnd).toString('utf8')
  if (!/[; ]name="?media"?(?:;|\r|$)/im.test(head)) return undefined
  const name = /filename="([^"\r\n]{1,255})"/i.exec(head)?.[1]
  return name === undefined ? undefined : { name, bytes: part.subarray(headEnd + 4) }
}
