import { DatabaseError } from 'pg'

// The codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
const UNIQUE_VIOLATION = '23505'
const CONFLICTS = new Set(['40001', '40P01', UNIQUE_VIOLATION])

// Read-only transaction: behind the address stands a standby now, and only a new connection finds the primary.
const LOST = ['08', '57P', '25006', '25P03']

// Also: resources (disk, memory, connections), a statement or lock that took too long, I/O errors, damaged data.
const OUTAGES = [...LOST, '53', '57014', '55P03', '58', 'XX', '28', '3D']

/**
 * Whether a unit met another one and may simply run again: the server has rolled it back for certain. After a unique
 * violation the other unit's rows are there to be read, so a message delivered twice finds its stored reply.
 */
export function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && CONFLICTS.has(error.code ?? '')
}

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === UNIQUE_VIOLATION
}

/** Whether an error of the driver means that this connection is of no more use. */
export function isLostConnection(error: unknown): boolean {
  return isOneOf(error, LOST)
}

/** Whether an error of the driver means that the database cannot do its work now, whatever the statement was. */
export function isOutage(error: unknown): boolean {
  return isOneOf(error, OUTAGES)
}

function isOneOf(error: unknown, prefixes: readonly string[]): boolean {
  // What does not come from the server is about the way to it: reset, refused, timed out, no such host.
  if (!(error instanceof DatabaseError)) return true
  const { code = '' } = error
  return prefixes.some(prefix => code.startsWith(prefix))
}
