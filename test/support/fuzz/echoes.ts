import { echo, type Make } from './case.ts'
import { partsOf, queryOf, seal, secondsOf, type Target } from './forge.ts'

/** The check of the callback address: a GET whose echostr must be opened and answered, and nothing else may be. */
export const echoCases: Record<string, Make> = {
  'not sealed': target => echoing(target, target.random.word(19, '0123456789')),
  'a script, not sealed': target => echoing(target, '<script>alert(1)</script>'),
  'not signed': target => {
    const parts = partsOf(target, {
      encrypt: sealed(target),
      signature: target.random.word(40, '0123456789abcdef'),
    })
    return echo(target, parts)
  },
  'signed for another': target => echo(target, { ...partsOf(target), encrypt: sealed(target) }),
  'plus signs turned into spaces': target => echoing(target, withPlus(target).replaceAll('+', ' ')),
  'encoded twice': target => {
    const parts = partsOf(target, { encrypt: withPlus(target) })
    return echo(target, parts, { query: queryOf(parts, { echostr: encodeURIComponent(parts.encrypt) }) })
  },
  empty: target => echoing(target, ''),
  'left out': target => {
    const parts = partsOf(target, { encrypt: sealed(target) })
    return echo(target, parts, { query: queryOf(parts) })
  },
  twice: target => {
    const parts = partsOf(target, { encrypt: sealed(target) })
    const query = queryOf(parts, { echostr: parts.encrypt })
    return echo(target, parts, { query: `${query}&echostr=${encodeURIComponent(sealed(target))}` })
  },
  'for another receiver': target =>
    echoing(target, seal(target, { text: '1616140317555161061', id: 'wwsomebody' })),
  'an hour old': target =>
    echo(
      target,
      partsOf(target, { encrypt: sealed(target), timestamp: String(secondsOf(target.now) - 3700) }),
    ),
}

function echoing(target: Target, encrypt: string) {
  return echo(target, partsOf(target, { encrypt }))
}

function sealed(target: Target): string {
  return seal(target, { text: target.random.word(19, '0123456789') })
}

function withPlus(target: Target): string {
  for (;;) {
    const encrypt = sealed(target)
    if (encrypt.includes('+')) return encrypt
  }
}
