import { Migration } from '@mikro-orm/migrations';
import { referenceTable } from '../../shared/database/row-level-security.js';

const CODE = 'Code on Marriage and Family (No. 518-IV)';
const ADILET = 'adilet.zan.kz K1100000518, edition of early 2026';

/**
 * Forms of placement as dated data: what the Code says of each and since when. `names` are kk, ru, en; a null term or
 * number means that the Code sets none. `from` is the day of the Code itself where a form is as old as the Code.
 */
const FORMS = [
  { code: 'ADOPTION', from: '2011-12-26', names: ['Бала асырап алу', 'Усыновление', 'Adoption'], family: true, represents: true,
    report: 12, min: null, max: null, contract: null, extensions: null, until: null, then: null, articles: 'art. 84, 86(4), 100' },
  { code: 'GUARDIANSHIP', from: '2011-12-26', names: ['Қорғаншылық', 'Опека', 'Guardianship'], family: true, represents: true,
    report: 6, min: null, max: null, contract: null, extensions: null, until: 14, then: 'TRUSTEESHIP', articles: 'art. 119, 126(5), 130(2)' },
  { code: 'TRUSTEESHIP', from: '2011-12-26', names: ['Қамқоршылық', 'Попечительство', 'Trusteeship'], family: true, represents: true,
    report: 6, min: null, max: null, contract: null, extensions: null, until: 18, then: null, articles: 'art. 119, 126(5), 130(3)' },
  { code: 'PATRONAGE', from: '2011-12-26', names: ['Патронат', 'Патронат', 'Patronage'], family: true, represents: true,
    report: 6, min: null, max: null, contract: null, extensions: 0, until: 18, then: null, articles: 'art. 133(1), 134(1), 135(1)' },
  { code: 'FOSTER_FAMILY', from: '2017-01-01', names: ['Баланы қабылдайтын отбасы', 'Приемная семья', 'Foster family'], family: true, represents: true,
    report: 6, min: 4, max: 10, contract: null, extensions: 0, until: 18, then: null, articles: 'art. 132-1(1), 132-2(1), 132-3(1), (3); Law 501-V of 09.04.2016' },
  { code: 'PROFESSIONAL_FOSTER', from: '2025-07-01', names: ['Кәсіби қабылдайтын отбасы', 'Приемная профессиональная семья', 'Professional foster family'], family: true, represents: true,
    report: 3, min: null, max: 4, contract: 6, extensions: 1, until: 18, then: null, articles: 'art. 132-6(1), 132-7(1), 132-8(1), (5); Law 148-VIII of 30.12.2024' },
  { code: 'GUEST', from: '2016-04-09', names: ['Қонақжай отбасы', 'Гостевая семья', 'Guest family'], family: true, represents: false,
    report: null, min: null, max: null, contract: null, extensions: null, until: null, then: null, articles: 'art. 137-1, 137-2, 137-3(2); Law 501-V of 09.04.2016' },
  { code: 'INSTITUTION', from: '2011-12-26', names: ['Жетім балаларға арналған ұйым', 'Организация для детей-сирот', 'Institution for children without parental care'], family: false, represents: true,
    report: null, min: null, max: null, contract: null, extensions: null, until: null, then: null, articles: 'art. 116(1), 122(4)' },
] as const;

const text = (value: string | null): string => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`);

const values = FORMS.map((form) =>
  `(${[text(form.code), text(form.from), 'null', ...form.names.map(text), form.family, form.represents, form.report, form.min, form.max,
    form.contract, form.extensions, form.until, text(form.then), text(`${CODE}, ${form.articles}`), text(ADILET), text('A')].map(String).join(', ')})`);

/** The forms of placement. A change of the law is a new row with its own period, never an edit of an old one. */
export class Migration20261122100000 extends Migration {
  override up(): void {
    this.addSql(`create table placement_form (
      code text not null,
      valid_from date not null, valid_to date check (valid_to > valid_from),
      name_kk text not null, name_ru text not null, name_en text not null,
      family_form boolean not null, represents_child boolean not null,
      report_interval_months int, min_children int, max_children int,
      contract_months int, extensions int,
      ends_at_age int, continues_as text,
      legal_basis text not null, source text not null, certainty text not null check (certainty in ('A', 'B', 'C', 'D', 'M')),
      primary key (code, valid_from))`);
    this.addSql(`insert into placement_form values ${values.join(', ')}`);
    referenceTable('foster-families', 'placement_form').forEach((sql) => this.addSql(sql));
  }
}
