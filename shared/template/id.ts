import { z } from 'zod'

/** Ids of templates, sections, slots, blocks, rows, columns and scale values. No dots: they join parts of an address. */
export const id = z
  .string()
  .max(80)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'letters a-z, digits, - and _ only')
  // Record keys: these three would reach the prototype.
  .refine((value) => !['__proto__', 'constructor', 'prototype'].includes(value), 'reserved')
