begin;
select plan(13);
-- The same letters in other bytes, and scripts without spaces.
create temp table cases (text text, queries text[]);
insert into cases values
  (e'Das Cafe\u0301 am Markt.', '{café,cafe}'),
  (e'Ordner Mu\u0308nchen', '{München,Munchen}'),
  (e'An inter\u00adnational treaty.', '{international}'),
  (e'zero\u200dwidth\u2060join', '{zerowidthjoin}'),
  (e'long\u200bword\u200bsplit', '{longwordsplit}'),
  (e'Open the \ufb01le, the work\ufb02ow, the o\ufb03ce.', '{file,workflow,office}'),
  ('型番 ＡＢＣ１２３ は在庫切れです。', '{ABC123,在庫,型番}'),
  ('ｶﾒﾗ を買う', '{カメラ,ｶﾒﾗ}'),
  ('テレビ を売る', '{ﾃﾚﾋﾞ,テレビ}'),
  ('ลูกค้าขอคืนเงินภายในสามสิบวัน', '{คืนเงิน,ลูกค้า,เงิน}'),
  ('ລູກຄ້າຂໍຄືນເງິນພາຍໃນສາມສິບວັນ', '{ຄືນເງິນ,ລູກຄ້າ}'),
  ('អតិថិជនសុំសងប្រាក់វិញ', '{សងប្រាក់,អតិថិជន}'),
  ('ဖောက်သည်များသည်ငွေပြန်အမ်းရန်တောင်းဆိုနိုင်သည်', '{ငွေ,ပြန်အမ်း}'),
  ('تُعَادُ الأَمْوَالُ خِلَالَ ثَلَاثِينَ يَوْمًا', '{الأموال,الاموال,تعاد,يوما}'),
  (e'\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd', '{שלום}'),
  (e'\u0643\u0627\u0645\u067e\u0648\u0646\u0646\u062a', '{کامپوننت}'),
  (e'\u0628\u064a\u0631\u0648\u0646\u064a', '{بیرونی}'),
  ('کتاب‌ها در کتابخانه', '{کتاب,کتابها,کتاب‌ها}'),
  ('مـــــرحبا يا مدرسة ٣٠', '{مرحبا,مدرسه,مدرسة,30,۳۰}'),
  ('السعر ١٬٢٩٩٫٥٠ ريال', '{1299,1299.50,١٢٩٩,299}'),
  ('м’ята, під''їзд, зʼява; Oʻzbekiston', '{м''ята,мʼята,підʼїзд,з’ява,O‘zbekiston,O''zbekiston}'),
  ('il-ħobż ta’ Ħamrun, Ŧávgi', '{hobz,ħobż,hamrun,tavgi}'),
  ('Fläche von 12m² in der Straße', '{12m2,12m²,Strasse,Straße}'),
  ('hoàn tiền trong 30 ngày', '{hoan tien,hoàn,tiền}'),
  ('Ο Οδυσσέας πήγε στην Αθήνα', '{Οδυσσέας,ΟΔΥΣΣΕΑΣ,Αθηνα}'),
  ('Ёлка и йод', '{елка,ёлка,йод}'),
  ('我们在三十天内退款', '{三十天,退款,款}'),
  ('환불은 삼십일 이내에', '{환불,이내}'),
  ('हम तीस दिनों में पैसे लौटाते हैं', '{दिनों,पैसे}'),
  ('ང་ཚོས་ཉིན་སུམ་ཅུའི་ནང་', '{ཉིན,སུམ}'),
  ('Acme™ and ½ cup, the note²', '{Acme,cup,note}'),
  (e'\u0d05\u0d35\u0d28\u0d4d\u200d \u09b9\u09a0\u09be\u09a4\u09cd\u200d', '{അവൻ,হঠাৎ}'),
  ('ሰላም፡ለዓለም። Բարեւ՝ ընկեր', '{ሰላም,ለዓለም,Բարեւ}'),
  ('România și Iași', '{şi,Iaşi,si}'),
  (e'naïve \ufeffbyte order', '{naive,byte}');
select howdah.create_collection('letters', language => 'simple');
select howdah.add_document(text, text, collection => 'letters') from cases;
create function pg_temp.finds(query text, text text) returns boolean language sql as $$
  select exists (select from howdah.search(query, 200, 'letters', mode => 'keyword') as s where s.source = text)
$$;
select is_empty(
  $$select query, text from cases, unnest(queries) as query where not pg_temp.finds(query, text)$$,
  'each of these queries finds its text');
select is_empty(
  $$select query, text from cases, unnest(queries) as query
     where not pg_temp.finds(normalize(query, nfd), text) or not pg_temp.finds(normalize(query, nfc), text)$$,
  'composed or not');
select is_empty($$select * from howdah.search('й', 10, 'letters', mode => 'keyword')$$, 'й is no и with an accent');

select is(howdah_internal.search_text('བོད་སྐད།'), 'བོད སྐད ',
  'signs between syllables are spaces, whatever the locale');

-- A word before its letters.
create function pg_temp.first(query text) returns text language sql as $$
  select source from howdah.search(query, 1, 'order', mode => 'keyword')
$$;
select howdah.create_collection('order', language => 'simple');
select howdah.add_document(text, source, collection => 'order') from (values
  ('th',
    'ลูกค้าขอคืนเงินภายในสามสิบวันหลังจากวันที่ซื้อสินค้า'), ('th letters', 'นคืเงินคืเงนิ คื น เ งิ น คื น เ งิ น'),
  ('zh', '客户可以在三十天以内申请退款，运费不予退还，请联系客服。'), ('zh letters', '天十三在以内款退请客户十天三的退运款'),
  ('ja', '在庫切れのカメラを買うことはできません。'), ('ja letters', 'ラメカ メカラ カ メ ラ'),
  ('km', 'អតិថិជនសុំសងប្រាក់វិញក្នុងរយៈពេល'), ('km letters', 'ប្រា សក់ង ស ង ប្រា ក់')
) as t (source, text);
select is(pg_temp.first('คืนเงิน'), 'th', 'Thai');
select is(pg_temp.first('三十天'), 'zh', 'Chinese');
select is(pg_temp.first('カメラ'), 'ja', 'Japanese');
select is(pg_temp.first('សងប្រាក់'), 'km', 'Khmer');
select is((select count(*) from howdah.search('"三十天"', 10, 'order', mode => 'keyword')), 1::bigint,
  'in quotes only the word');

-- One question is one call, whatever bytes it has; equal texts buy one vector.
select is(array[howdah.request_query_embedding('Wo ist das Café?'),
  howdah.request_query_embedding(normalize('Wo ist das Café?', nfd))], array['queued', 'queued'], 'both are asked');
select is((select count(*) from howdah_internal.jobs where kind = 'embed_query'), 1::bigint, 'and bought once');
select is(howdah_internal.text_hash(normalize('Café', nfd)), sha256(convert_to('Café', 'UTF8')),
  'a hash is that of the composed letters, as it was');
select howdah.add_document('Das Café am Markt.', 'cafe.md', collection => 'order');
select is((select count(distinct content_hash) from (
  select content_hash from howdah.chunks where content like 'Das Caf%' and collection = 'letters'
  union all select content_hash from howdah.chunks where content like 'Das Caf%' and collection = 'order') as c),
  1::bigint, 'decomposed text has the hash of the composed');
select * from finish();
rollback;
