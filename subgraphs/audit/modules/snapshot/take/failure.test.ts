import { describe, expect, it } from 'vitest';
import { failureAt, failureOf } from './failure.js';

const coded = (code: string, syscall?: string): Error => Object.assign(new Error(`${code}: somewhere`), { code, ...(syscall === undefined ? {} : { syscall, errno: -1 }) });

const said = (error: Error): string => failureOf(error).message;

describe('why a snapshot was not taken', () => {
  it('is the folder where the system refuses it, with the setting that names it', () => {
    for (const code of ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']) expect(said(coded(code, 'mkdir'))).toBe(`FOLDER_NOT_WRITABLE: the folder of snapshots (SNAPSHOTS) cannot be written to by this process: ${code}`);
    for (const words of ['IO Error: Cannot open file "/x/y": Permission denied', 'IO Error: Failed to create directory "/x": Read-only file system', 'Command failed: mkfifo -m 600 /x\nmkfifo: cannot create fifo: Permission denied']) {
      expect(said(new Error(words))).toBe('FOLDER_NOT_WRITABLE: the folder of snapshots (SNAPSHOTS) cannot be written to by this process');
    }
    expect(failureAt('benefits.benefit_case', coded('EROFS', 'open'))).toMatchObject({ kind: 'FOLDER_NOT_WRITABLE', message: expect.stringMatching(/^FOLDER_NOT_WRITABLE: benefits.benefit_case: /) as string });
  });

  it('is the disk where it is full', () => {
    for (const code of ['ENOSPC', 'EDQUOT']) expect(said(coded(code, 'write'))).toMatch(/^DISK_FULL: /);
  });

  it('is the database for an SQLSTATE alone: no code of a system error is one', () => {
    for (const code of ['42501', 'XX000', 'P0001', 'HV000', 'F0001', '0A000']) expect(said(coded(code))).toBe(`SOURCE_REFUSED: the database answered with SQLSTATE ${code}`);
    for (const [code, syscall] of [['EBUSY', 'rename'], ['EPIPE', 'write'], ['EBADF', 'read'], ['EACCES', 'connect']] as const) expect(said(coded(code, syscall))).toBe(`FAULT: ${code}`);
  });
});
