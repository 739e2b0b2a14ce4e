/** Characters a password has at least; NIST SP 800-63B counts length and nothing else. */
export const shortestPassword = 10
