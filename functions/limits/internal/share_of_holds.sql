create or replace function howdah_internal.share_of_holds(
  holds howdah_internal.applicable_budget[],
  share numeric,
  without howdah_internal.applicable_budget[] default null
)
  returns howdah_internal.applicable_budget[]
  language plpgsql
  immutable
as $$
begin
  for i in 1 .. cardinality(share_of_holds.holds) loop
    share_of_holds.holds[i].cents := round(share_of_holds.holds[i].cents * share_of_holds.share, 10)
      - coalesce(share_of_holds.without[i].cents, 0);
  end loop;
  return share_of_holds.holds;
end
$$;
comment on function howdah_internal.share_of_holds is
  'Holds with a share of what they hold at customer prices (less what others hold); what they hold as cost stands in '
  'the reservation.';
