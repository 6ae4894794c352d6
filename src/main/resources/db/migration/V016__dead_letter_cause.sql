-- Rows and files of one cause go together by their source, entries and documents by the offending value without its numbers;
-- and what the lists of letters, holds, runs and documents look things up by.
update dead_letter set fingerprint = unhex(left(sha2(concat(
    '+', code, char(0 using utf8mb4),
    if(at_step is null, '-', concat('+', at_step, char(0 using utf8mb4))),
    if(kind in ('row', 'file'),
      if(source is null, '-', concat('+', source, char(0 using utf8mb4))),
      if(saw is null, '-', concat('+', regexp_replace(saw, '[0-9]+', '#'), char(0 using utf8mb4))))), 256), 32));

alter table dead_letter
  modify fingerprint binary(16) not null comment 'hash of the cause: code, step and source, or the offending value without its numbers',
  drop key dead_letter_state,
  add key dead_letter_cause (state, fingerprint, last_seen_at, first_seen_at, attempts),
  add key dead_letter_seen (state, last_seen_at),
  add key dead_letter_run (first_run_id);

alter table document
  add key document_created (created_run_id),
  add key document_date (date, type, reference);

alter table source_file
  add key source_file_run (run_id);

alter table pay_allocation
  add key pay_allocation_reason (reason, work_date, start_at);

alter table bill_allocation
  add key bill_allocation_reason (reason, work_date, start_at);
