/** A document that is not taken in; the message is one plain sentence for whoever wanted to import it. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused'
}
