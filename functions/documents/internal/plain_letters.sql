-- Arabic as Lucene's ArabicNormalizer and PersianNormalizer fold it.
create or replace function howdah_internal.plain_letters(content text)
  returns text
  language plpgsql
  immutable
as $$
declare
  v_text text := plain_letters.content;
begin
  if v_text ~ '[\u0590-\u06ff]' then
    -- Behind a prefix or before an ending of Persian stands a narrow space: two words, and one.
    v_text := regexp_replace(v_text, '([\u0620-\u06d3])\u200c+(?=[\u0620-\u06d3])', '\1-', 'g');
    -- Vowel marks, points and the sign that only stretches a word.
    v_text := regexp_replace(
      v_text,
      '[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc'
      '\u06df-\u06e8\u06ea-\u06ed]+', '', 'g');
    v_text := translate(v_text, 'ٱأإآىیکڪہةۀۂۃ', 'ااااييككههههه');
  end if;
  if v_text ~ (
    '[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\u0ae6-\u0aef\u0b66-\u0b6f\u0be6-\u0bef'
    '\u0c66-\u0c6f\u0ce6-\u0cef\u0d66-\u0d6f\u0e50-\u0e59\u0ed0-\u0ed9\u0f20-\u0f29\u1040-\u1049\u17e0-\u17e9]'
  ) then
    v_text := translate(
      v_text,
      '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯੦੧੨੩੪੫੬੭੮੯૦૧૨૩૪૫૬૭૮૯୦୧୨୩୪୫୬୭୮୯௦௧௨௩௪௫௬௭௮௯'
        '౦౧౨౩౪౫౬౭౮౯೦೧೨೩೪೫೬೭೮೯൦൧൨൩൪൫൬൭൮൯๐๑๒๓๔๕๖๗๘๙໐໑໒໓໔໕໖໗໘໙༠༡༢༣༤༥༦༧༨༩၀၁၂၃၄၅၆၇၈၉០១២៣៤៥៦៧៨៩',
      repeat('0123456789', 16));
  end if;
  v_text := translate(v_text, '٫٬', '.,');
  -- Letters that had to be written with a joiner before they had a place of their own.
  if v_text ~ '[\u09cd\u0d4d]\u200d' then
    v_text := replace(replace(replace(replace(replace(replace(replace(
      v_text, e'\u09a4\u09cd\u200d', e'\u09ce'), e'\u0d23\u0d4d\u200d', e'\u0d7a'),
      e'\u0d28\u0d4d\u200d', e'\u0d7b'), e'\u0d30\u0d4d\u200d', e'\u0d7c'), e'\u0d32\u0d4d\u200d', e'\u0d7d'),
      e'\u0d33\u0d4d\u200d', e'\u0d7e'), e'\u0d15\u0d4d\u200d', e'\u0d7f');
  end if;
  return regexp_replace(
    v_text,
    '[\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0609-\u060d\u061b-\u061f\u066a\u066d\u06d4'
    '\u0964\u0965\u0e3f\u1361-\u1368\u0e4f\u0e5a\u0e5b\u0f01-\u0f14'
    '\u0f3a-\u0f3d\u104a-\u104f\u17d4-\u17d6\u17d8-\u17db]+', ' ', 'g');
end
$$;
comment on function howdah_internal.plain_letters is
  'A text without the vowel marks of Arabic and Hebrew, with one letter for the variants of Arabic and Persian, and '
  'with the digits 0 to 9.';
