import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'

const LIFE_MS = 3 * 24 * 60 * 60 * 1000
/** The emulator keeps this many bytes of files; the oldest go first. */
const KEPT_BYTES = 64 * 1024 * 1024

export interface MediaFile {
  mediaId: string
  name: string
  bytes: Buffer
  /** 'app', or the key of the robot that uploaded it: a robot's file works for that robot only (page 99110). */
  owner: string
  until: number
}

/** Uploaded files. They live three days of the clock. */
export function createMedia(clock: Clock) {
  const files = new Map<string, MediaFile>()

  return {
    keep(owner: string, name: string, bytes: Buffer): MediaFile {
      const mediaId = randomBytes(24).toString('base64url')
      const file = { mediaId, name, bytes, owner, until: clock.now().getTime() + LIFE_MS }
      files.set(mediaId, file)
      dropOldest(files)
      return file
    },
    find(mediaId: string, owner: string): MediaFile | undefined {
      const file = files.get(mediaId)
      return file?.owner === owner && clock.now().getTime() < file.until ? file : undefined
    },
    /** For the playground, which may download whatever a chat shows. */
    any: (mediaId: string) => files.get(mediaId),
  }
}

function dropOldest(files: Map<string, MediaFile>): void {
  let total = [...files.values()].reduce((sum, file) => sum + file.bytes.length, 0)
  for (const file of files.values()) {
    if (total <= KEPT_BYTES) return
    files.delete(file.mediaId)
    total -= file.bytes.length
  }
}
