import { useMemo } from 'react'
import { reportCommands, type ReportCommands } from './commands.ts'
import { useReportPart } from './useReport.ts'

/** The commands of the report around this component. */
export function useCommands(): ReportCommands {
  const report = useReportPart((state) => state.report.id)
  return useMemo(() => reportCommands(report), [report])
}
