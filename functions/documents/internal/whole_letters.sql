create or replace function howdah_internal.whole_letters(letter text, count integer)
  returns text
  language sql
  immutable
return format(
  '%s{%s}%s(?<![\u200d\u17d2\u1039])(?:[\u200d\u17d2\u1039]\S|[%s]){0,64}',
  letter, greatest(count - 1, 0), letter, howdah_internal.letter_marks());
comment on function howdah_internal.whole_letters is
  'A regular expression for so many letters and what belongs to the last: its marks, and what a joiner, or the sign '
  'for a letter below in Khmer and Burmese, holds to it.';
