alter table files add column kept boolean not null default false;
comment on column files.kept is 'Belongs to no case and stays all the same: a sample or blank form of a material in an acceptance standard (R-025).';
