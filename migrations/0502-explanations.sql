-- 未收件说明 by date (R-072): few among many documents.
create index documents_explanations on documents (issued_at desc) where kind = 'declineExplanation';
