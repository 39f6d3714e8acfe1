import type { FollowUpPhrases } from './types.ts';

export const HEBREW_FOLLOW_UPS: FollowUpPhrases = {
  first: (name) => `${hi(name)} אנחנו עדיין כאן. במה אפשר לעזור?`,
  firstOn: (product, name) => `${hi(name)} עוד חושבים על ${product}? יש משהו שתרצו לדעת?`,
  firstToClose: (name) => `${hi(name)} נמשיך מאיפה שעצרנו? כתבו לי מה עוד חסר ואשמח לעזור.`,
  later: (name) => `${hi(name)} לא אפריע יותר. אפשר לכתוב לי מתי שנוח. אם לא תרצו הודעות כאלה, כתבו "הסר".`,
  again: (shop, name) => `${hi(name)} כאן ${shop}. תרצו משהו מאיתנו בימים האלה? אם לא תרצו הודעות כאלה, כתבו "הסר".`,
};

function hi(name: string | null): string {
  return name === null ? 'היי,' : `היי ${name},`;
}
