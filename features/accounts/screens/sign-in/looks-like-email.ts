/** A slip of the pen is noticed before anything is sent; the server decides. */
export const looksLikeEmail = (text: string): boolean => /^\S+@\S+\.\S+$/.test(text.trim())
