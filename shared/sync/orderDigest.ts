import * as sha256 from 'lib0/hash/sha256'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/**
 * SHA-256 over the order of the live items of each root, as merged runs of client, clock and length.
 *
 * Equal state vectors do not mean equal texts: copies may order a list differently. Deleted items are left out, since
 * undo keeps on one side what others have dropped; runs are merged, since copies split items differently; attributes go
 * by sorted key, since a map's own order is not the same everywhere.
 *
 * @param roots  names of the section's slots; those the document has never had count as empty
 */
export const orderDigest = (doc: Y.Doc, roots: Iterable<string>): Uint8Array => {
  const encoder = encoding.createEncoder()
  for (const root of [...roots].toSorted()) {
    encoding.writeVarString(encoder, root)
    const type = doc.share.get(root)
    if (type !== undefined) writeOrder(encoder, type)
  }
  // In Node the digest is a Buffer, which is not equal to the browser's array of the same bytes.
  return new Uint8Array(sha256.digest(encoding.toUint8Array(encoder)))
}

// Yjs' own types say `any` here, and nothing narrower is assignable.
// oxlint-disable-next-line typescript/no-explicit-any
type AnyType = Y.AbstractType<any>

const writeOrder = (encoder: encoding.Encoder, type: AnyType): void => {
  let run: { client: number; clock: number; length: number } | null = null
  const end = () => {
    if (run === null) return
    encoding.writeVarUint(encoder, run.client)
    encoding.writeVarUint(encoder, run.clock)
    encoding.writeVarUint(encoder, run.length)
    run = null
  }
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const { client, clock } = item.id
    if (run !== null && run.client === client && run.clock + run.length === clock) run.length += item.length
    else {
      end()
      run = { client, clock, length: item.length }
    }
    if (item.content instanceof Y.ContentType) {
      end()
      encoding.writeVarString(encoder, '(')
      writeOrder(encoder, item.content.type)
      encoding.writeVarString(encoder, ')')
    }
  }
  end()
  for (const [key, item] of [...type._map].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (item.deleted) continue
    encoding.writeVarString(encoder, key)
    encoding.writeVarUint(encoder, item.id.client)
    encoding.writeVarUint(encoder, item.id.clock)
  }
}
