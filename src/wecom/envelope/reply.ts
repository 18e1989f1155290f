/** A sealed reply. Every field is made of letters, digits and `+/=_-`, so nothing needs escaping. */
export interface SealedReply {
  encrypt: string
  signature: string
  /** Seconds. */
  timestamp: string
  nonce: string
}

/** The smart bot's reply, with the time as a number (WeCom document 101033). */
export function jsonReply({ encrypt, signature, timestamp, nonce }: SealedReply): string {
  return `{"encrypt":"${encrypt}","msgsignature":"${signature}","timestamp":${timestamp},"nonce":"${nonce}"}`
}

/** The app's reply (WeCom document 90238). */
export function xmlReply({ encrypt, signature, timestamp, nonce }: SealedReply): string {
  return (
    `<xml><Encrypt><![CDATA[${encrypt}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature>` +
    `<TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`
  )
}
