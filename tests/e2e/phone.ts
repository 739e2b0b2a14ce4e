import type { BrowserContextOptions, Page } from 'playwright-core'

/* What a telephone shows and a thumb reaches. */

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
}

/** What a thumb cannot reach on the page as it stands: targets below 44 px, and what goes out at the side. */
export function thumbFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = []
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) faults.push(`the page goes out by ${scrollWidth - clientWidth} px`)
    for (const element of document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea',
    )) {
      const target = element.closest<HTMLElement>('label') ?? element
      const { width, height, left, right } = target.getBoundingClientRect()
      const isSeen = element.checkVisibility({ visibilityProperty: true }) && width > 1 && height > 1
      // A link among the words of a sentence is as high as its line, and what cannot be pressed is no target.
      const isInLine = element.matches('p a, td a, li a') && getComputedStyle(element).display === 'inline'
      if (!isSeen || isInLine || element.matches(':disabled')) continue
      const name = element.getAttribute('aria-label') ?? target.textContent?.trim().slice(0, 40) ?? ''
      // Half a pixel is lost where a row's height is a fraction.
      if (height < 43.5 || width < 43.5) faults.push(`${name}: ${Math.round(width)} x ${Math.round(height)}`)
      if (right > clientWidth + 1 || left < -1)
        faults.push(`${name}: from ${Math.round(left)} to ${Math.round(right)}`)
    }
    return faults
  })
}
