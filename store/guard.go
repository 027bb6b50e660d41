//go:build !sqlite_fts5

package store

// A Fieldfare without full text search would look complete and find nothing, so it does not compile.
var _ = build_with_tags_sqlite_fts5__Fieldfare_needs_the_full_text_search_of_SQLite__run_go_build_with__tags_sqlite_fts5
