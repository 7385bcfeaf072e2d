/** SQLSTATE of a broken check, with a name, so that whoever catches it can tell which. */
export const refuse = (constraint: string, message: string): string => `raise exception '${message}' using errcode = 'check_violation', constraint = '${constraint}'`;
