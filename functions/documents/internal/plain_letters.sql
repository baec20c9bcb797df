-- Arabic as Lucene's ArabicNormalizer and PersianNormalizer fold it; digits of all living scripts.
create or replace function howdah_internal.plain_letters(content text)
  returns text
  language sql
  immutable
return translate(
  regexp_replace(
    regexp_replace(
      -- Behind a prefix or before an ending of Persian stands a narrow space: two words, and one.
      regexp_replace(plain_letters.content, '([\u0620-\u06d3])\u200c+(?=[\u0620-\u06d3])', '\1-', 'g'),
      -- Vowel marks, points and the sign that only stretches a word.
      '[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]+',
      '', 'g'),
    '[\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0609-\u060d\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u0e3f\u0e4f\u0e5a\u0e5b\u104a-\u104f\u17d4-\u17d6\u17d8-\u17db]+',
    ' ', 'g'),
  'ٱأإآىیکڪہةۀۂۃ'
    || '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯੦੧੨੩੪੫੬੭੮੯૦૧૨૩૪૫૬૭૮૯୦୧୨୩୪୫୬୭୮୯௦௧௨௩௪௫௬௭௮௯౦౧౨౩౪౫౬౭౮౯೦೧೨೩೪೫೬೭೮೯'
    || '൦൧൨൩൪൫൬൭൮൯๐๑๒๓๔๕๖๗๘๙໐໑໒໓໔໕໖໗໘໙༠༡༢༣༤༥༦༧༨༩၀၁၂၃၄၅၆၇၈၉០១២៣៤៥៦៧៨៩',
  'ااااييككههههه' || repeat('0123456789', 16));
comment on function howdah_internal.plain_letters is
  'A text without the vowel marks of Arabic and Hebrew, with one letter for the variants of Arabic and Persian, and '
  'with the digits 0 to 9.';
