import { enumType, type EnumValue } from '../../../shared/enum.js';

export const BuildingProgramme = enumType('BuildingProgramme', 'What an object of education is built, or bought, by.', {
  COMFORTABLE_SCHOOL: '«Жайлы мектеп» / «Комфортная школа», since 2025 «Келешек мектептері».',
  INFRASTRUCTURE_FUND: 'Education Infrastructure Support Fund (recovered assets).',
  PPP: 'Public-private partnership, through an akimat.',
  PURCHASE: 'A privately built object is bought.',
  REGIONAL_BUDGET: 'The budget of the region.',
});
export type BuildingProgramme = EnumValue<typeof BuildingProgramme>;

export const BuildingKind = enumType('BuildingKind', 'What is built.', {
  SCHOOL: 'A school. Its places are counted in shifts (Query.schoolNorms, SHIFTS_COUNTED).',
  EXTRA_EDUCATION_CENTRE: 'A centre of extra education: creative and intellectual.',
  RECREATION_CENTRE: 'A centre of recreation and health.',
});
export type BuildingKind = EnumValue<typeof BuildingKind>;

export const ProjectStage = enumType('ProjectStage', 'How far a building project has come. A purchase has no land, design, mobilisation and construction of its own.', {
  PLANNED: 'It was decided on.',
  LAND_ALLOCATED: 'The plot is allocated and registered.',
  DESIGN: 'Design and estimates (ЖСҚ / ПСД) are made.',
  STATE_EXPERTISE: 'Design and estimates, or what is to be bought, are with the State expertise.',
  TENDER: 'A contractor, or a seller, is chosen. Not without a positive conclusion.',
  MOBILISATION: 'The contractor is on site: zero cycle.',
  CONSTRUCTION: 'It is built.',
  EQUIPPING: 'It is equipped.',
  COMMISSIONED: 'Put into use by an act: its places are delivered from this day on.',
  OPENED: 'Children are there.',
  SUSPENDED: 'It stands still, and goes on where it was.',
  CANCELLED: 'It will not be built.',
});
export type ProjectStage = EnumValue<typeof ProjectStage>;

export const ProjectFact = enumType('ProjectFact', 'What may be corrected of a project. Programme, kind and region stand: another one is another project.', {
  DESIGN_CAPACITY: 'Its places by design.',
  DISTRICT: 'Its district or city, within the region.',
  RURAL: 'Whether it stands in a rural place.',
  NAME_KK: 'Its name in Kazakh.',
  NAME_RU: 'Its name in Russian.',
  NAME_EN: 'Its name in English.',
  CUSTOMER: 'The customer.',
});
export type ProjectFact = EnumValue<typeof ProjectFact>;

export const ProjectStop = enumType('ProjectStop', 'Why a project stands still, or will not be built.', {
  FUNDING: 'Money is missing or was cut.',
  LAND: 'The plot, or who owns it, is disputed.',
  DESIGN_DOCUMENTS: 'Design and estimates are not approved.',
  CONTRACTOR: 'The contractor does not work, or the contract was ended.',
  COURT: 'A court has stopped it.',
  NO_NEED: 'The places are not needed there any more.',
  OTHER: 'Something else; the source says what.',
});
export type ProjectStop = EnumValue<typeof ProjectStop>;

export const ExpertiseVerdict = enumType('ExpertiseVerdict', 'What the State expertise (Госэкспертиза) concluded.', {
  POSITIVE: 'The project may be carried out.',
  NEGATIVE: 'It may not, as it is.',
});
export type ExpertiseVerdict = EnumValue<typeof ExpertiseVerdict>;

export const ProjectDocumentKind = enumType('ProjectDocumentKind', 'A paper or picture of a project, which is kept elsewhere.', {
  PHOTO: 'A photograph of the site or building.',
  ACT: 'An act: of commissioning, of hidden works and so on.',
  CONCLUSION: 'A conclusion of the State expertise.',
  CONTRACT: 'A contract.',
});
export type ProjectDocumentKind = EnumValue<typeof ProjectDocumentKind>;
