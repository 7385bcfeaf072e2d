import { CaseNumberMigration } from '../../shared/ledger/migration.js';

/** The case that a request was made for, in the ledger. */
export class Migration20261127025000 extends CaseNumberMigration {}
