-- Periods of a round that do not count for one person (he moved in later), each with its why.

ALTER TABLE appraisal_subjects ADD COLUMN apart TEXT;
