import type { Reporter, TestModule } from 'vitest/node'

/**
 * Ends a run with one plain line, `N passed, N failed`, which any tool can read. A file that could not be
 * loaded and an error outside every test count as failures.
 */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0
    let skipped = 0
    let failed = unhandledErrors.length
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      const failures = tests.filter((test) => test.result().state === 'failed').length
      passed += tests.filter((test) => test.result().state === 'passed').length
      skipped += tests.filter((test) => test.result().state === 'skipped').length
      failed += failures === 0 && !module.ok() ? 1 : failures
    }
    console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  }
}
