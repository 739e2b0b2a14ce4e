import { createContext, use, useCallback } from 'react'
import { cellKey } from '../../shared/check/place.ts'
import type { ComputedCell } from '../../shared/check/compute.ts'
import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import type { CellValue } from '../../shared/figure/cellValue.ts'

/** Computed figures of an approved section as they were approved, by cell. */
export type ApprovedCells = ReadonlyMap<string, { readonly value: CellValue; readonly text: string }>

const none: ApprovedCells = new Map()

/** Around a section: an approved one shows what was approved, whatever its figures would come to now. */
export const ApprovedCellsContext = createContext<ApprovedCells>(none)

/** What was approved in the section around; empty where it is not approved. */
export const useApprovedCells = (): ApprovedCells => use(ApprovedCellsContext)

/** A computed cell as the section around it shows it, given what it comes to now. */
export function useAsApproved(): (address: CellAddress, now: ComputedCell | undefined) => typeof now {
  const cells = use(ApprovedCellsContext)
  return useCallback(
    (address, now) => {
      const approved = cells.get(cellKey(address))
      return now === undefined || approved === undefined ? now : { ...now, ...approved }
    },
    [cells],
  )
}
