import type { AuditRule } from './audit-rule.js';
import { E01 } from './library/e01.js';
import { E02 } from './library/e02.js';
import { E03 } from './library/e03.js';
import { E04 } from './library/e04.js';
import { E05 } from './library/e05.js';
import { E06 } from './library/e06.js';
import { F01 } from './library/f01.js';
import { F02 } from './library/f02.js';
import { F03 } from './library/f03.js';
import { F04 } from './library/f04.js';
import { F05 } from './library/f05.js';
import { F06 } from './library/f06.js';
import { F07 } from './library/f07.js';
import { F08 } from './library/f08.js';
import { F09 } from './library/f09.js';
import { F10 } from './library/f10.js';
import { F11 } from './library/f11.js';
import { F12 } from './library/f12.js';
import { F13 } from './library/f13.js';
import { F14 } from './library/f14.js';
import { F15 } from './library/f15.js';
import { F16 } from './library/f16.js';
import { F17 } from './library/f17.js';
import { F18 } from './library/f18.js';
import { F19 } from './library/f19.js';
import { F20 } from './library/f20.js';
import { R10 } from './library/r10.js';
import { R11 } from './library/r11.js';
import { R12 } from './library/r12.js';
import { R13 } from './library/r13.js';
import { R14 } from './library/r14.js';
import { R15 } from './library/r15.js';
import { R16a } from './library/r16a.js';
import { R16b } from './library/r16b.js';
import { R16c } from './library/r16c.js';
import { R16d } from './library/r16d.js';
import { R16e } from './library/r16e.js';
import { R17 } from './library/r17.js';
import { R1a } from './library/r1a.js';
import { R1b } from './library/r1b.js';
import { R1c } from './library/r1c.js';
import { R2 } from './library/r2.js';
import { R3 } from './library/r3.js';
import { R4 } from './library/r4.js';
import { R5 } from './library/r5.js';
import { R6 } from './library/r6.js';
import { R7 } from './library/r7.js';
import { R8 } from './library/r8.js';
import { R9 } from './library/r9.js';
import { S01 } from './library/s01.js';
import { S02 } from './library/s02.js';
import { S03 } from './library/s03.js';
import { S04 } from './library/s04.js';
import { S05 } from './library/s05.js';
import { S06 } from './library/s06.js';
import { S07 } from './library/s07.js';
import { S08 } from './library/s08.js';
import { S09 } from './library/s09.js';
import { S10 } from './library/s10.js';
import { S11 } from './library/s11.js';
import { S12 } from './library/s12.js';
import { S13 } from './library/s13.js';
import { X01 } from './library/x01.js';
import { X02 } from './library/x02.js';
import { X03 } from './library/x03.js';
import { X04 } from './library/x04.js';
import { X05 } from './library/x05.js';
import { X06 } from './library/x06.js';
import { X07 } from './library/x07.js';

/** The library, in the order of the field. */
export const AUDIT_RULES: readonly AuditRule[] = [
  R1a, R1b, R1c, R2, R3, R4, R5, R6, R7, R8, R9, R10, R11, R12, R13, R14, R15, R16a, R16b, R16c, R16d, R16e, R17,
  S01, S02, S03, S04, S05, S06, S07, S08, S09, S10, S11, S12, S13,
  F01, F02, F03, F04, F05, F06, F07, F08, F09, F10, F11, F12, F13, F14, F15, F16, F17, F18, F19, F20,
  E01, E02, E03, E04, E05, E06,
  X01, X02, X03, X04, X05, X06, X07,
];
