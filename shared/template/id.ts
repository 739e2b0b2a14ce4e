import { z } from 'zod'

/** Ids of templates, sections, slots, blocks, rows, columns and scale values. No dots: they join parts of an address. */
export const id = z
  .string()
  .max(80)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'letters a-z, digits, - and _ only')
  // Record keys: looking one of these up would find what every object has.
  .refine((value) => value !== 'prototype' && !(value in Object.prototype), 'reserved')
