/** What decides who may see what. */
export const DECIDING: readonly string[] = ['subgraphs/registry/modules/access/relation.ts', 'subgraphs/shared/access/*.ts', 'subgraphs/shared/doors/*.ts', 'gateway/access/*.ts'];

/** Decides nothing. The table of a door is SQL, which `test/row-level-security` tries on a database. */
export const BESIDE_IT: readonly string[] = ['**/*.test.ts', '**/*.type.ts', 'subgraphs/shared/doors/{migration,tables}.ts'];

/** Tests of it that need neither a database nor processes nor minutes. */
export const TESTS: readonly string[] = [
  'subgraphs/registry/modules/access/relation.test.ts',
  'subgraphs/shared/access/*.test.ts',
  'subgraphs/shared/doors/*.test.ts',
  'gateway/access/*.test.ts',
  'test/access/{relation,tokens,issuer-keys}.test.ts',
  'test/gateway/access-matrix.test.ts',
];
