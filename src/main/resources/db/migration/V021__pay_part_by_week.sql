-- Pay parts are read by week and by nothing else: a month's labour is what stands in the weeks that reach into it, side by side,
-- where this index led to each row anew and was written for each.
alter table pay_part drop key pay_part_labour;
