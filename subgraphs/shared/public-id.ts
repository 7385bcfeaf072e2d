/** Whether a text can be an id that clients see: the database refuses to look for anything else. */
export const isPublicId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
