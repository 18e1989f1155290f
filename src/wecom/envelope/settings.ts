/** What the WeCom console shows for one callback address, and the shape of its envelope. */
export interface EnvelopeSettings {
  token: string
  /** The EncodingAESKey: 43 letters and digits. */
  aesKey: string
  /** The corp id for the self-built app; the empty string, said on purpose, for the smart bot. */
  receiveId: string
  kind: 'json' | 'xml'
}

/** A setting with which no message could be trusted. The sentence names the setting and never its value. */
export class EnvelopeSettingsError extends Error {
  override name = 'EnvelopeSettingsError'
  readonly setting: keyof EnvelopeSettings | 'freshnessSeconds'

  constructor(setting: EnvelopeSettingsError['setting'], sentence: string) {
    super(sentence)
    this.setting = setting
  }
}

/**
 * Refuses what would make forging possible or receiving impossible. Lengths and letters: WeCom documents 90930 (token)
 * and 90968 (key). The smallest token is ours: with an empty one everybody can sign.
 */
export function checkEnvelopeSettings({ token, aesKey, receiveId, kind }: EnvelopeSettings): void {
  if (!isText(token, /^[A-Za-z0-9]{3,32}$/))
    throw new EnvelopeSettingsError('token', 'The callback Token must be 3 to 32 letters or digits.')
  if (!isText(aesKey, /^[A-Za-z0-9]{43}$/))
    throw new EnvelopeSettingsError('aesKey', 'The EncodingAESKey must be exactly 43 letters or digits.')
  if (!isText(receiveId, /^[!-~]{0,64}$/))
    throw new EnvelopeSettingsError(
      'receiveId',
      'The receive id must be the corp id, or the empty text for a smart bot.',
    )
  if (kind !== 'json' && kind !== 'xml')
    throw new EnvelopeSettingsError('kind', 'The envelope must be of the kind "json" or "xml".')
}

/** An hour is the most: received message ids are kept for longer than that, so that no replay outlives them. */
export function checkFreshness(seconds: number): void {
  if (!(seconds > 0 && seconds <= 3600))
    throw new EnvelopeSettingsError('freshnessSeconds', 'The freshness must be between 1 and 3600 seconds.')
}

// Settings come from the environment, where a value may be missing whatever the type says.
function isText(value: unknown, shape: RegExp): boolean {
  return typeof value === 'string' && shape.test(value)
}
