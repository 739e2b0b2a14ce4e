/** An accent square with two I-beam cursors, one higher than the other. */
export function Logo({ size = 30 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 30 30" aria-hidden="true" focusable="false">
      <rect width="30" height="30" rx="7" fill="var(--accent)" />
      <path
        d="M7.5 7.5h6M7.5 17.5h6M10.5 7.5v10M16.5 12.5h6M16.5 22.5h6M19.5 12.5v10"
        stroke="var(--on-accent)"
        strokeWidth="2"
        strokeLinecap="round"
        fill="none"
      />
    </svg>
  )
}
