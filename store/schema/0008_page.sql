-- Records are read whole at an unlock and one at a time by their id; only letting go of a scope asks for all of one. For that rare walk
-- each new record wrote one more page of the file, and in a large caseload a page of its own.
DROP INDEX server_row_scope;
