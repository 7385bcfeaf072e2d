import { Type } from 'typebox';

/* Values that several feeds are made of. Formats are patterns, because a consumer checks them without a format registry. */

export const Iin = Type.String({ pattern: '^[0-9]{12}$', description: 'Individual identification number.' });
export const Bin = Type.String({ pattern: '^[0-9]{12}$', description: 'Business identification number.' });
export const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'A civil day, YYYY-MM-DD.' });
export const Kato = Type.String({ pattern: '^[0-9]{9}$', description: 'KATO code of a place.' });

export const from = Type.String({ ...Day, description: 'First day.' });
export const to = Type.Union([Day, Type.Null()], { description: 'First day on which it no longer holds; null while it does.' });

export const Sum = Type.String({ pattern: '^[0-9]{1,12}(\\.[0-9]{1,6})?$', description: 'A sum in tenge, exact.' });
