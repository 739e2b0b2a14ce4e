/** What the interface says later. */
export const svLater = {}
