import type { z } from 'zod'

/** A stored body as what it should be, or undefined. */
export function parsedBody<Value>(body: string, shape: z.ZodType<Value>): Value | undefined {
  try {
    return shape.safeParse(JSON.parse(body)).data
  } catch {
    return undefined
  }
}
