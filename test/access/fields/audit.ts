import type { FieldsPart } from './part.js';

export const audit: FieldsPart = {
  neverShown: [
    'AccessVisit.body',
    'Inquiry.organisation',
  ],
  arguments: {
    'Query.accessAlerts': 'first: 3',
    'Query.ledgerCheckpoints': 'first: 3',
    'Query.inquiries': 'first: 3',
    'Query.snapshots': 'first: 4',
  },
  classes: {
    Query: { 'audit|operations': 'ledgerSources accessAlerts', audit: 'ledgerCheckpoints inquiries snapshots' },
    Mutation: { audit: 'openInquiry closeInquiry signCheckpoint takeSnapshot' },
    Child: { 'identity log': 'accessLog' },
    AccessVisitConnection: { object: 'edges pageInfo' },
    AccessVisitEdge: { object: 'cursor node' },
    AccessVisit: { identity: 'at visitor body purpose programmes outcomes ownFamily' },
    LedgerSource: { 'audit|operations': 'name chains records caughtUpAt problem faults' },
    LedgerFault: { 'audit|operations': 'chain record what noticedAt' },
    AccessAlertConnection: { object: 'edges pageInfo' },
    AccessAlertEdge: { object: 'cursor node' },
    AccessAlert: { 'audit|operations': 'kind official role body count windowFrom windowTo firstSeen lastSeen correlationIds source chain record what' },
    LedgerCheckpointConnection: { object: 'edges pageInfo' },
    LedgerCheckpointEdge: { object: 'cursor node' },
    LedgerCheckpoint: { audit: 'number day signedAt records hash jws' },
    InquiryConnection: { object: 'edges pageInfo' },
    InquiryEdge: { object: 'cursor node' },
    Inquiry: { audit: 'caseNumber organisation openedAt closedAt' },
    SnapshotConnection: { object: 'edges pageInfo' },
    SnapshotEdge: { object: 'cursor node' },
    Snapshot: { audit: 'id state asOf requestedAt organisation finishedAt deletedAt problem viewsWritten viewsInAll rows bytes keyFingerprint checkpoint checkpointHash packageVersion manifestHash sources views' },
    SnapshotSource: { audit: 'name exportFile definition server' },
    SnapshotView: { audit: 'name rows bytes files checksum' },
  },
};
