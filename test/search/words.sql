begin;
select plan(14);
-- Every word that a reader sees is found: what stands in a text, and what people ask for it.
select howdah.create_collection('words', language => 'simple');
create temp table cases (text text, queries text[]);
insert into cases values
  ('Wrap the panel in <Transition name="fade"> to animate it.', '{Transition,name,fade,panel}'),
  ('The method returns List<Invoice> and throws nothing.', '{Invoice,List}'),
  ('Usage: pack <filename> <target> [--force]', '{filename,target,force}'),
  ('Start the file with #include <stdio.h> and a main function.', '{stdio,stdio.h,include}'),
  ('Keep the speed <limit and the volume> high at night.', '{limit,volume,speed}'),
  ('Write &copy; or &amp; in the template.', '{copy,template}'),
  ('A client/server model with read/write locks.', '{client,server,read,write,client/server,server/client}'),
  ('TCP/IP and input/output here.', '{TCP,IP,input,output,TCP/IP}'),
  ('Edit /etc/postgresql/15/main/postgresql.conf by hand.',
    '{postgresql.conf,postgresql,main,/etc/postgresql/15/main/postgresql.conf,main/postgresql.conf}'),
  ('The page needs Vue.js and Node.js here.', '{vue,node,node.js,nodejs}'),
  ('Class com.acme.orders.OrderService failed.',
    '{OrderService,orders,acme,com.acme.orders.OrderService,order,service,order_service,order-service}'),
  ('The option receive.denyNonFastForwards is on.', '{denyNonFastForwards,receive,receive.denyNonFastForwards,deny}'),
  ('Write to support@example.com about it.', '{support,example.com,support@example.com,example}'),
  ('See https://docs.example.org/setup/first_steps.html for that.',
    '{setup,first_steps,steps,first_steps.html,docs.example.org,https://docs.example.org/setup/first_steps.html}'),
  ('GET /orders?status=open&page=2 works.', '{orders,status,page,open,status=open}'),
  ('Edit package.json.The next step is install.', '{package.json,json,next}'),
  ('The advisory CVE-2031-4711 affects the parser.', '{4711,2031,cve,CVE-2031-4711}'),
  ('We follow ISO-9001 since then.', '{9001,ISO-9001,ISO9001,iso 9001}'),
  ('Order part ABC-123 today.', '{123,ABC-123,ABC 123,ABC123}'),
  ('It stopped with ORA-00942 twice.', '{00942,ORA,ORA-00942}'),
  ('Requires runtime v20.19.0 or newer.', '{20.19.0,v20.19.0}'),
  ('Call it with --dry-run once.', '{--dry-run,dry,dry-run,run}'),
  ('refunds and gift cards', '{refunds/gift,refunds}'),
  ('The invoice is over 1,299.00 euros.', '{1299,1299.00,"1,299","1,299.00"}'),
  ('It cost 1.299,00 or 1.299.000 or 7''654.50 then.', '{1299,1299000,7654,7654.50}'),
  ('It cost 12,34,567 or 1,00,000.50 rupees.', '{1234567,100000,100000.50}'),
  (e'Prix : 1\u00a0299,00 € de 1\u202f000\u202f000 en 2024\u00a0300 fois', '{1299,1000000,299,2024}'),
  (e'An inter-\nnational treaty, a self-\n  service kiosk.', '{international,selfservice,national}'),
  (e'The agree\u00ad\nment is signed.', '{agreement}'),
  ('Set ${HOME}/bin and .btn-primary{color:#ff8800} at 10.0.0.9:8080', '{home,btn-primary,ff8800,10.0.0.9,8080}'),
  ('HTML5Parser reads iPhone15Pro, x86_64, GPT-4o and №5 at 25℃', '{html,parser,phone,x86-64,x86,gpt4o,25}'),
  ('first.last+tag@sub.example.co.uk', '{first.last,tag,sub.example.co.uk,last}'),
  ('Connect to the Wi-Fi of the house.', '{wifi,Wi-Fi,wi fi,WiFi}'),
  ('Written in C++ and C# by hand.', '{C++,C#}'),
  ('The party is on 🎉 tonight 👍🏽.', '{🎉,👍,👍🏿}'),
  ('The pump of 10GB utf8 is sha256.', '{10 GB,GB,utf,256}'),
  ('Price&nbsp;list of caf&eacute; and na&#239;ve', '{price,list,café,naïve,nbsp}'),
  ('Windows: C:\Users\Public\notes.txt and $HOME/.ssh/id_rsa', '{Users,Public,notes.txt,notes,HOME,ssh,id_rsa,rsa}'),
  ('The phone of O’Brien is self‑service', '{O''Brien,self-service,service,selfservice}'),
  ('At 10.1.22.33 is 550e8400-e29b-41d4-a716-446655440000.',
    '{10.1.22.33,550e8400-e29b-41d4-a716-446655440000,446655440000}');
select howdah.add_document(text, text, collection => 'words') from cases;
select is_empty(
  $$select query, text from cases, unnest(queries) as query
     where not exists (
       select from howdah.search(query, 200, 'words', mode => 'keyword') as s where s.source = text)$$,
  'each of these queries finds its text');

-- The whole identifier still wins.
create function pg_temp.first(query text) returns text language sql as $$
  select content from howdah.search(query, 1, 'ids', mode => 'keyword')
$$;
select howdah.create_collection('ids', language => 'simple');
select howdah.add_document(format('The advisory %s affects the parser.', id), collection => 'ids')
  from unnest('{CVE-2031-4710,CVE-2031-4711,CVE-2031-4712,PO-001,PO-010,PO-100,node.js,deno.js,10.0.0.1,10.0.0.10,
    1.0.0.10,support@example.com,example@support.com,v20.19.0,v20.19.1,v19.20.0}'::text[]) as id;
select is_empty(
  format($$select id, pg_temp.first(id) from unnest(%L::text[]) as id
    where pg_temp.first(id) != format('The advisory %%s affects the parser.', id)$$,
    '{CVE-2031-4711,CVE-2031-4712,PO-001,PO-010,PO-100,node.js,10.0.0.1,10.0.0.10,1.0.0.10,support@example.com,
      v20.19.0,v20.19.1,v19.20.0}'),
  'an identifier finds its own text first');
select is(pg_temp.first('20.19.1'), 'The advisory v20.19.1 affects the parser.', 'also without its v');
select is((select count(*) from howdah.search('"CVE-2031-4711"', 10, 'ids', mode => 'keyword')), 1::bigint,
  'in quotes it finds only that');

-- Parts are no words of the text: they make it no longer, and phrases pass them by.
select is(howdah_internal.tsv_length(howdah_internal.search_tsv('simple', 'the OrderService of Wi-Fi')), 5,
  'a text is as long as its words are many');
select ok(howdah_internal.search_tsv('simple', 'the OrderService failed')
  @@ phraseto_tsquery('simple', 'orderservice failed'), 'words stand beside words');
select is((select count(*) from howdah.search('"client/server model"', 10, 'words', mode => 'keyword')), 1::bigint,
  'a phrase with signs is found');
select is((select count(*) from howdah.search('"read/write" -locks', 10, 'words', mode => 'keyword')), 0::bigint,
  'and what is excluded is not');
select ok(not howdah_internal.search_tsv('simple', 'JavaScript', true) @@ 'java'::tsquery,
  'who asks for JavaScript does not ask for Java');
select ok(not howdah_internal.search_tsv('simple', 'it is 1.5 wide') @@ '15'::tsquery, '1.5 is not 15');
select ok(howdah_internal.search_tsv('english', 'AT&T') @@ 'att'::tsquery,
  'letters that are all stop words are found as one');
select results_eq(
  $$select lexeme, frequency from howdah_internal.query_lexemes('english', 'Refunds/refunds of OrderService', false)
    order by 1$$,
  $$values ('orderservic', 1), ('refund', 2), ('refundsrefund', 1)$$, 'a query is made of the same lexemes');

-- Old signs and long runs raise nothing.
select lives_ok($$select howdah_internal.search_tsv('english', q)
  from unnest(array['', ' ', '&', '&;', '&#0;', '&#xffffff;', '&#55296;', '-', '--', '"', '\', E'\x01', '<', '<>',
    repeat('a-', 40000), repeat('a.b/', 20000), repeat('xY1', 30000), repeat('&amp;', 20000), repeat('1,234', 20000),
    repeat('漢字', 50000), repeat(E'\u0301', 1000), repeat('C++', 1000), repeat('ก', 5000)]) as q$$,
  'nothing raises');
select lives_ok($$select howdah_internal.search_tsv('simple', (
  select string_agg(chr(19968 + (i * 7919) % 20000), '') from generate_series(1, 100000) as i))$$,
  'a chunk of 100,000 different letters has room');
select * from finish();
rollback;
