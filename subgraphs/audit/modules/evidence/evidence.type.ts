import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, InputType, Int, ObjectType } from 'type-graphql';
import { ListSize } from '../../../shared/list-size.js';
import { MutationInput } from '../../../shared/mutation/input.type.js';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { connectionType } from '../../../shared/pagination.js';
import { BIN, UUID } from '../../../shared/scalars/scalars.js';
import { AUDIT } from '../access/scope.js';
import { FindingFilter } from '../finding/finding.input.type.js';

@Directive(AUDIT)
@ObjectType({ description: 'A rule of an export: one that was asked of its snapshot, and that the filter fits.' })
export class EvidenceRule {
  @Field(() => String, { nullable: true, description: 'Its id.' })
  id!: string;

  @Field(() => Int, { nullable: true, description: 'The version that the rows are of.' })
  version!: number;

  @Field(() => Int, { nullable: true, description: 'Its rows in the export.' })
  rows!: number;

  @Field(() => String, { nullable: true, description: 'Checksum of the run of the rule on the snapshot, over all that it found there.' })
  runChecksum!: string;
}

@Directive(AUDIT)
@ObjectType({ description: 'Rows of findings that leave as files, for somebody, until a day. `npm run audit:evidence -- --export <id> --out <folder>` makes the files: CSV, Parquet and a manifest, each with the id of the export and whom it is for.' })
export class EvidenceExport {
  @Field(() => UUID, { nullable: true, description: 'Its id, which stands in every file.' })
  id!: string;

  @Field(() => UUID, { nullable: true, description: 'The engagement under whose key everybody in it is.' })
  engagement!: string;

  @Field(() => UUID, { nullable: true, description: 'The snapshot that the rows are of.' })
  snapshot!: string;

  @Field(() => String, { nullable: true, description: 'Whom it is for, as every file says.' })
  recipient!: string;

  @Field(() => BIN, { nullable: true, description: 'BIN of the body whose auditor asked for it; null where the token named none.' })
  organisation!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was asked for.' })
  requestedAt!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'From when on nobody gets it any more. Audit keeps no files: they are made of the snapshot when they are fetched, not after this, and not when findings stand at a newer snapshot.' })
  expiresAt!: string;

  @Field(() => Int, { nullable: true, description: 'How often its files were made.' })
  times!: number;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When its files were made first; null before.' })
  madeAt!: string | null;

  @Field(() => Int, { nullable: true, description: 'Rows; null before it was made.' })
  rows!: number | null;

  @Field(() => Int, { nullable: true, description: 'Findings that the rows are of; null before it was made.' })
  findings!: number | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 in hexadecimal of the rows as CSV, its head line included and the line that says whom it is for left out: the same for everybody who gets these rows under this engagement. Null before it was made.' })
  checksum!: string | null;

  @ListSize(80)
  @Field(() => [EvidenceRule], { nullable: true, description: 'The rules that were asked, in their order, also those without rows; empty before it was made.' })
  rules!: EvidenceRule[];
}

@InputType({ description: 'An export of findings\' rows.' })
export class ExportEvidenceInput extends MutationInput {
  @Field(() => UUID, { description: 'The engagement that they are found in.' })
  engagement!: string;

  @Field(() => FindingFilter, { nullable: true, description: 'Which findings, of those that are there in the snapshot that findings stand at; all when left out.' })
  filter?: FindingFilter | null;

  @Field(() => String, { description: 'Whom it is for: a court, a body, an official. 1 to 200 characters on one line, without a number of twelve digits, and without an IIN whose digits stand apart.' })
  recipient!: string;

  @Field(() => Int, { defaultValue: 7, description: 'For how many days, 1 to 90.' })
  days!: number;
}

export const EvidenceExportConnection = connectionType('EvidenceExport', EvidenceExport);

export const EvidenceOutcome = outcomeType('EvidenceOutcome', EvidenceExport);
export type EvidenceOutcome = typeof EvidenceOutcome;
