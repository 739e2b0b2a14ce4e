/** Stands in the address of a section (`gor`) while its band asks why it is to be unlocked. */
export const unlocking = 'las-upp'
