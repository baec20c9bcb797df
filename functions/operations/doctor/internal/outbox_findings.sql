create or replace function howdah_internal.outbox_findings()
  returns table (code text, severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
as $$
declare
  v_now timestamptz := howdah.clock();
  v_receiver howdah_internal.outbox_receiver;
begin
  select r.* into v_receiver from howdah_internal.outbox_receiver as r;
  return query
  select v.code, 'warning', 'outbox', v.finding, v.since, v.advice
    from (
      select count(*) filter (where o.given_up_at is null) as waiting,
             min(o.created_at) filter (where o.given_up_at is null) as oldest_at,
             count(*) filter (where o.given_up_at is not null) as given_up, min(o.given_up_at) as given_up_at
        from howdah.outbox as o
       where o.delivered_at is null
    ) as w
   cross join lateral (values
     -- One that is there asks every few seconds; a restart is no news.
     ('events_unposted',
       w.waiting > 0 and v_receiver.asked_at > v_now - interval '10 minutes' is not true
         and w.oldest_at < v_now - interval '10 minutes',
       format('%s events wait, and no worker has a HOWDAH_WEBHOOK_URL to post them to', w.waiting), w.oldest_at,
       'give one to a worker, or read them in howdah.outbox; where nobody wants them  '
         'select howdah.set_setting(''outbox_days'', ''0'')'),
     ('receiver_fails',
       w.waiting > 0 and v_receiver.failing_since < v_now - interval '1 minute'
         and v_receiver.asked_at > v_now - interval '10 minutes',
       format('%s events wait: the receiver at HOWDAH_WEBHOOK_URL fails: %s', w.waiting, v_receiver.last_error),
       v_receiver.failing_since, 'see to the receiver; they are posted again by themselves'),
     ('events_refused', w.given_up > 0,
       format('the receiver refused %s events for good', w.given_up), w.given_up_at,
       'see last_error in howdah.outbox: it does not take what is posted')
   ) as v (code, is_found, finding, since, advice)
   where v.is_found;
end
$$;
comment on function howdah_internal.outbox_findings is
  'Why events are not delivered: nobody posts them, the receiver fails, or refuses some.';
