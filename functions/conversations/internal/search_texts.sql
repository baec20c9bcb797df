drop function if exists howdah_internal.search_texts(text, uuid);
create or replace function howdah_internal.search_texts(tenant text, question_id uuid, answer_id uuid default null)
  returns text[]
  language plpgsql
  stable
  security definer -- the message is named by whoever answers it
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_id uuid := search_texts.question_id;
  v_message record;
  v_text text;
  v_question text;
  v_rewritten text := (
    select m.rewritten_question from howdah.messages as m
     where m.tenant_id = search_texts.tenant and m.id = search_texts.answer_id);
begin
  if v_rewritten is not null then
    v_question := (
      select m.content from howdah.messages as m
       where m.tenant_id = search_texts.tenant and m.id = search_texts.question_id);
    -- What stands alone as it was asked needs no second look.
    return case when v_rewritten = v_question then array[v_question] else array[v_question, v_rewritten] end;
  end if;
  for v_step in 1 .. 20 loop
    select m.role, m.content, m.parent_id, k.language into v_message
      from howdah.messages as m
      join howdah.conversations as c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
      left join howdah.collections as k on k.tenant_id = c.tenant_id and k.name = c.collection
     where m.tenant_id = search_texts.tenant and m.id = v_id;
    exit when not found;
    if v_message.role = 'user' then
      v_question := coalesce(v_question, v_message.content);
      v_text := concat_ws(E'\n', left(v_message.content, 1000), v_text);
      -- Up to the one that stands for itself.
      exit when not howdah_internal.leans_on_before(v_message.content, coalesce(v_message.language, 'english'))
        or length(v_text) > 1500;
    end if;
    v_id := v_message.parent_id;
    exit when v_id is null;
  end loop;
  -- Null where there is no such question.
  return case when v_text is null then null when v_text = left(v_question, 1000) then array[v_question]
    else array[v_question, v_text] end;
end
$$;
comment on function howdah_internal.search_texts is
  'What sources of a question are searched by: the question, and as a second text what was made of it for its answer '
  'as a question that stands alone; where nothing was, and it leans on the conversation, the question together with '
  'those before it, up to one that stands for itself.';
