-- What a window was asked for most lately (the digits 1–9 of a new case) is looked up at every new case.
create index cases_submitted on cases (intake_window, submitted_at) where submitted_at is not null;
