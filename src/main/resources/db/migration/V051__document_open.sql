-- What is still open of a target up to a day: asked by every pass where a period is closed, of a history that is mostly final.
alter table document add key document_open (status, target, date);
