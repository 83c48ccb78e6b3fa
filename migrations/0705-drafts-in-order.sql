-- Saving a draft counts as a change of its case, so that own drafts are read in order from cases_drafts.
update cases c set updated_at = greatest(c.updated_at, d.updated_at)
from case_drafts d where d.case_id = c.id and c.state = 'draft';
