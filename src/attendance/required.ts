/**
 * Every how many months a kind has to be held: 支部工作条例 art. 11-15 as the domain notes 2.1 give it; 党课 quarterly by the sample rule
 * book.
 */
export const MONTHS_BETWEEN: Readonly<Record<string, number>> = {
  theme_party_day: 1,
  committee_meeting: 1,
  group_meeting: 1,
  general_meeting: 3,
  party_lecture: 3,
  org_life_meeting: 12,
  member_appraisal: 12,
}
